/** One decision that goes on chain: by a wallet, or by a command where the role's key is. */
import type { Address, Bytes32, RouteBody } from '@evlock/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Buttons, ErrorNotice, Notice, ShortId, Waiting } from '../../shared/ui/index.ts';
import { useConsole, type WalletCall } from '../client.ts';
import { useText } from '../messages/index.ts';
import { browserWallets, demoWallet, type Wallet } from '../wallet.ts';
import { CopyText } from './copy-text.tsx';

export interface ChainActProps {
  readonly act: RouteBody<'reportOnChain'>['act'];
  readonly meterKey: Address;
  /** Verifies, and gives what is to be sent. */
  readonly call: () => Promise<WalletCall>;
  readonly label: (wallet: string) => string;
  readonly kind?: 'primary' | 'danger';
  /** Why it cannot be done now. */
  readonly why?: string | undefined;
  readonly command: string;
}

function useWallets(): readonly Wallet[] {
  const { demo } = useConsole();
  const { data } = useQuery({
    queryKey: ['wallets', demo],
    queryFn: async () => {
      const own = demo ? await demoWallet() : undefined;
      return own ? [own] : browserWallets();
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return data ?? [];
}

export function ChainAct({ act, meterKey, call, label, kind = 'primary', why, command }: ChainActProps) {
  const t = useText();
  const { client, settings } = useConsole();
  const queries = useQueryClient();
  const wallets = useWallets();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<{ readonly transaction: Bytes32; readonly recorded: boolean }>();
  const [error, setError] = useState<unknown>();
  const send = async (wallet: Wallet): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const transaction = await wallet.send(await call(), settings.deployment.chainId);
      const recorded = await client.report({ act, meterKey, transaction }).then(
        () => true,
        () => false,
      );
      setSent({ transaction, recorded });
      await queries.invalidateQueries();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const nameOf = (wallet: Wallet): string => (wallet.demo ? t('demoWallet') : wallet.name);
  if (sent) {
    return (
      <Notice kind={sent.recorded ? 'good' : 'warning'} title={t('sentTitle')} live>
        {t('sentText')} <ShortId value={sent.transaction} />
        {!sent.recorded && <p>{t('notRecorded')}</p>}
      </Notice>
    );
  }
  return (
    <>
      {error !== undefined && <ErrorNotice error={error} />}
      {wallets.some((wallet) => wallet.demo) && <p>{t('demoWalletNote')}</p>}
      {wallets.length === 0 ? (
        <p>{t('noWallet')}</p>
      ) : (
        <Buttons>
          {wallets.map((wallet) => (
            <Button key={wallet.name} kind={kind} busy={busy} why={why} onClick={() => void send(wallet)}>
              {label(nameOf(wallet))}
            </Button>
          ))}
        </Buttons>
      )}
      {busy && <Waiting>{t('sending')}</Waiting>}
      {why === undefined && (
        <>
          <p>{t('orCommand')}</p>
          <CopyText text={command} />
        </>
      )}
    </>
  );
}
