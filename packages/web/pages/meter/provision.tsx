import type { FormEvent } from 'react';
import { useState } from 'react';
import { decimalInput, parseEnergy, parseMoney } from '../shared/format/input.ts';
import { Button, Buttons, Card, ErrorNotice, Field, Fields, Notice } from '../shared/ui/index.ts';
import type { LocalState } from './local-client.ts';
import { useText } from './messages/index.ts';
import styles from './meter.module.css';
import type { StepProps } from './step.ts';
import { useWork } from './use-state.ts';

type Settings = LocalState['proposed'];

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const ADDRESSES_MAX = 8;

interface Typed {
  readonly power: string;
  readonly energy: string;
  readonly money: string;
  readonly fee: string;
  readonly addresses: string;
}

/** As fields show what is proposed: kW, kWh, tokens, one address a line. */
const typedOf = ({ limits, withdrawalAddresses }: Settings): Typed => ({
  power: decimalInput(BigInt(limits.powerLimit)),
  energy: decimalInput(BigInt(limits.mandateEnergyMax)),
  money: decimalInput(BigInt(limits.mandateMoneyMax)),
  fee: decimalInput(BigInt(limits.submitterFeeMax)),
  addresses: withdrawalAddresses.join('\n'),
});

const addressesIn = (text: string): string[] => text.split(/[\s,]+/).filter((part) => part !== '');

/** Undefined for what cannot be read. */
function settingsOf(typed: Typed): Settings | undefined {
  const [power, energy, money, fee] = [typed.power, typed.energy, typed.money, typed.fee].map(parseMoney);
  const addresses = addressesIn(typed.addresses);
  if (power === undefined || energy === undefined || money === undefined || fee === undefined) return undefined;
  if (addresses.length > ADDRESSES_MAX || !addresses.every((one) => ADDRESS.test(one))) return undefined;
  const limits = {
    powerLimit: Number(power),
    mandateEnergyMax: String(energy),
    mandateMoneyMax: String(money),
    submitterFeeMax: String(fee),
  };
  return { limits, withdrawalAddresses: addresses as unknown as Settings['withdrawalAddresses'] };
}

/** New keys, or an account back from its phrase; with the bounds that no passkey and no page can exceed. */
export function Provision({
  client,
  state,
  refresh,
  onWords,
}: StepProps & { readonly onWords: (words: string) => void }) {
  const t = useText();
  const [typed, setTyped] = useState(() => typedOf(state.proposed));
  const [restoring, setRestoring] = useState(false);
  const [phrase, setPhrase] = useState('');
  const { busy, problem, run } = useWork();
  const settings = settingsOf(typed);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!settings) return;
    void run(async () => {
      if (!restoring) {
        const { words } = await client.call('provision', settings);
        onWords(words);
      } else {
        await client.call('restore', { ...settings, words: phrase });
        setPhrase('');
      }
      await refresh();
    });
  };
  const count = phrase.split(/\s+/).filter((word) => /[a-z]/i.test(word)).length;
  const missing = settings === undefined ? t('settingsWrong') : undefined;
  const why = missing ?? (restoring && count !== 24 ? t('phraseCount', { count: String(count) }) : undefined);
  return (
    <Card title={restoring ? t('restoreTitle') : t('keysTitle')}>
      <p>{restoring ? t('restoreText') : t('keysText')}</p>
      {!restoring && <Notice kind="warning">{t('keysPaper')}</Notice>}
      <form onSubmit={submit} className={styles.form}>
        {restoring && (
          <label className={styles.phraseInput}>
            <span>{t('phrase')}</span>
            <textarea
              value={phrase}
              onChange={(event) => setPhrase(event.target.value)}
              rows={5}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </label>
        )}
        <LimitFields typed={typed} setTyped={setTyped} symbol={state.deployment.tokenSymbol} />
        <Buttons>
          <Button kind="primary" type="submit" busy={busy} why={why}>
            {restoring ? t('restore') : t('makeKeys')}
          </Button>
          <Button kind="quiet" onClick={() => setRestoring(!restoring)}>
            {restoring ? t('makeInstead') : t('restoreInstead')}
          </Button>
        </Buttons>
      </form>
      {problem && <ErrorNotice error={problem} />}
    </Card>
  );
}

function LimitFields({
  typed,
  setTyped,
  symbol,
}: {
  readonly typed: Typed;
  readonly setTyped: (typed: Typed) => void;
  readonly symbol: string;
}) {
  const t = useText();
  const field = (name: keyof Typed) => ({
    value: typed[name],
    onValue: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  const wrong = (name: keyof Typed) => (parseEnergy(typed[name]) === undefined ? t('numberWrong') : undefined);
  const addresses = addressesIn(typed.addresses);
  return (
    <>
      <details className={styles.more} open={typed.addresses === ''}>
        <summary>{t('withdrawTo', { count: String(addresses.length) })}</summary>
        <label className={styles.phraseInput}>
          <span>{t('withdrawToHint')}</span>
          <textarea
            rows={Math.max(2, addresses.length)}
            spellCheck={false}
            autoComplete="off"
            placeholder="0x…"
            value={typed.addresses}
            onChange={(event) => setTyped({ ...typed, addresses: event.target.value })}
          />
        </label>
        {!addresses.every((one) => ADDRESS.test(one)) && <p className={styles.wrong}>{t('addressWrong')}</p>}
        {addresses.length === 0 && <p className={styles.soft}>{t('withdrawNowhere')}</p>}
      </details>
      <details className={styles.more}>
        <summary>{t('limits')}</summary>
        <p className={styles.soft}>{t('limitsText')}</p>
        <Fields>
          <Field label={t('powerLimit')} unit="kW" error={wrong('power')} {...field('power')} />
          <Field label={t('energyLimit')} unit="kWh" error={wrong('energy')} {...field('energy')} />
          <Field label={t('moneyLimit')} unit={symbol} error={wrong('money')} {...field('money')} />
          <Field label={t('feeLimit')} unit={symbol} error={wrong('fee')} {...field('fee')} />
        </Fields>
      </details>
    </>
  );
}
