import type { HouseholdInputs } from '@evlock/protocol';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Card, Checkbox, Field, Fields, KeptBy, Select } from '../../shared/ui/index.ts';
import type { StandingField, StandingForm, StandingProblems } from './form.ts';
import { useStandingText } from './messages/index.ts';
import styles from './standing.module.css';

export interface StandingFieldsProps {
  readonly form: StandingForm;
  readonly problems: StandingProblems;
  /** Fields that were left once: only these are corrected. */
  readonly left: ReadonlySet<string>;
  /** What the household's devices tell the meter. */
  readonly inputs: HouseholdInputs;
  readonly onForm: (form: StandingForm) => void;
  readonly onLeft: (field: StandingField) => void;
}

const DAYS = [1, 7, 30] as const;

/** A field of text: its value, its problem once it was left, and how it changes. */
function useText({ form, problems, left, onForm, onLeft }: StandingFieldsProps) {
  const t = useStandingText();
  const problem = (field: StandingField): string | undefined => {
    const found = problems[field];
    return found && left.has(field) ? t(found) : undefined;
  };
  const text = (field: 'price' | 'energy' | 'lot' | 'money' | 'power') => ({
    value: form[field],
    onValue: (value: string) => onForm({ ...form, [field]: value }),
    onBlur: () => form[field] !== '' && onLeft(field),
    error: problem(field),
  });
  return { t, text, problem };
}

export function StandingFields(props: StandingFieldsProps) {
  const { form, onForm } = props;
  const { t, text } = useText(props);
  const format = useFormat();
  const sells = form.side === 'offer';
  return (
    <>
      <Card>
        <Fields>
          <Select
            label={t('side')}
            value={form.side}
            options={[
              { value: 'offer', label: t('sideSell') },
              { value: 'bid', label: t('sideBuy') },
            ]}
            onValue={(side) => onForm({ ...form, side: side as StandingForm['side'] })}
          />
          <Field
            label={t(sells ? 'priceSell' : 'priceBuy')}
            hint={t(sells ? 'priceSellHint' : 'priceBuyHint')}
            unit={`${format.symbol}/kWh`}
            placeholder="0.12"
            {...text('price')}
          />
          <Field label={t('energy')} unit="kWh" placeholder="20" {...text('energy')} />
          <Field label={t('lot')} hint={t('lotHint')} unit="kWh" {...text('lot')} />
          {!sells && <Field label={t('money')} hint={t('moneyHint')} unit={format.symbol} {...text('money')} />}
          <Select
            label={t('until')}
            value={String(form.days)}
            options={DAYS.map((days) => ({ value: String(days), label: t(`days${days}`) }))}
            onValue={(days) => onForm({ ...form, days: Number(days) })}
          />
        </Fields>
        <details className={styles.more}>
          <summary>{t('more')}</summary>
          <div className={styles.narrow}>
            <Field label={t('power')} unit="kW" {...text('power')} />
          </div>
        </details>
      </Card>
      <Card title={t('rulesTitle')} aside={<KeptBy who="meterProgram" />}>
        <Hours {...props} />
        {sells && <Battery {...props} />}
        {sells && <Surplus {...props} />}
      </Card>
    </>
  );
}

function Hours(props: StandingFieldsProps) {
  const { form, onForm } = props;
  const { t, problem } = useText(props);
  const { hours } = form;
  return (
    <>
      <Checkbox
        label={t('hours')}
        hint={t('hoursHint')}
        checked={hours !== undefined}
        onChecked={(checked) => onForm({ ...form, hours: checked ? { from: '08:00', until: '18:00' } : undefined })}
      />
      {hours && (
        <Fields>
          {(['from', 'until'] as const).map((part) => (
            <Field
              key={part}
              type="time"
              step={900}
              label={t(part === 'from' ? 'hoursFrom' : 'hoursUntil')}
              value={hours[part]}
              error={part === 'until' ? problem('hours') : undefined}
              onValue={(value) => {
                props.onLeft('hours');
                onForm({ ...form, hours: { ...hours, [part]: value } });
              }}
            />
          ))}
        </Fields>
      )}
    </>
  );
}

function Battery(props: StandingFieldsProps) {
  const { form, onForm, onLeft, inputs } = props;
  const { t, problem } = useText(props);
  const format = useFormat();
  if (inputs.chargePpm === null) return <p className={styles.soft}>{t('reserveNone')}</p>;
  return (
    <>
      <Checkbox
        label={t('reserve')}
        hint={t('reserveNow', { charge: format.percent(inputs.chargePpm) })}
        checked={form.reserve !== undefined}
        onChecked={(checked) => onForm({ ...form, reserve: checked ? '30' : undefined })}
      />
      {form.reserve !== undefined && (
        <div className={styles.narrow}>
          <Field
            label={t('reserveLeast')}
            unit="%"
            inputMode="numeric"
            value={form.reserve}
            onValue={(reserve) => onForm({ ...form, reserve })}
            onBlur={() => onLeft('reserve')}
            error={problem('reserve')}
          />
        </div>
      )}
    </>
  );
}

function Surplus(props: StandingFieldsProps) {
  const { form, onForm, inputs } = props;
  const { t } = useText(props);
  if (inputs.generation === null || inputs.load === null) return <p className={styles.soft}>{t('surplusNone')}</p>;
  return (
    <Checkbox
      label={t('surplus')}
      hint={t('surplusHint')}
      checked={form.surplusOnly}
      onChecked={(surplusOnly) => onForm({ ...form, surplusOnly })}
    />
  );
}
