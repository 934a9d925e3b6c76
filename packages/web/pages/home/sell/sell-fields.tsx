import type { Price } from '@evlock/protocol';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Card, Checkbox, Field, Fields } from '../../shared/ui/index.ts';
import type { Problems, SellField, SellForm } from '../market/form.ts';
import { localInput } from '../market/typed.ts';
import { UntilField } from '../market/until-field.tsx';
import { useProblemText } from '../market/use-problem-text.ts';
import { useSellText } from './messages/index.ts';
import styles from './sell.module.css';

export interface SellFieldsProps {
  readonly form: SellForm;
  readonly problems: Problems<SellField>;
  /** Fields that were left once: only these are corrected. */
  readonly left: ReadonlySet<string>;
  readonly cheapest: Price | undefined;
  readonly onForm: (form: SellForm) => void;
  readonly onLeft: (field: SellField) => void;
}

/** What is still empty is not wrong yet; what does not fit together is said as soon as it is typed. */
const SAID_AT_ONCE = ['problemTooMuch', 'problemUntilFar', 'problemUntilPast'];

export function SellFields({ form, problems, left, cheapest, onForm, onLeft }: SellFieldsProps) {
  const t = useSellText();
  const format = useFormat();
  const textOf = useProblemText();
  const problem = (field: SellField): string | undefined => {
    const found = problems[field];
    return found && (left.has(field) || SAID_AT_ONCE.includes(found.key)) ? textOf(found) : undefined;
  };
  const text = (field: 'energy' | 'price' | 'power') => ({
    value: form[field],
    onValue: (value: string) => onForm({ ...form, [field]: value }),
    onBlur: () => form[field] !== '' && onLeft(field),
    error: problem(field),
  });
  return (
    <Card>
      <Fields>
        <Field
          label={t('energy')}
          unit="kWh"
          hint={t('energyHint')}
          placeholder={localInput(300_000n, format.language)}
          {...text('energy')}
        />
        <Field
          label={t('price')}
          unit={`${format.symbol}/kWh`}
          hint={cheapest === undefined ? t('priceHint') : t('priceOthers', { price: format.price(cheapest) })}
          placeholder={localInput(120_000n, format.language)}
          {...text('price')}
        />
        <UntilField
          labels={{ until: t('until'), clock: t('untilClock'), time: t('untilTime') }}
          choices={[15, 60, 180, 480].map((minutes) => ({ minutes, label: t(`until${minutes}` as 'until15') }))}
          value={form.until}
          error={problem('until')}
          onValue={(until) => onForm({ ...form, until })}
        />
      </Fields>
      <Checkbox
        label={t('partTitle')}
        hint={t('partHint')}
        checked={form.part !== undefined}
        onChecked={(checked) => onForm({ ...form, part: checked ? '' : undefined })}
      />
      {form.part !== undefined && (
        <div className={styles.narrow}>
          <Field
            label={t('part')}
            unit="kWh"
            value={form.part}
            onValue={(part) => onForm({ ...form, part })}
            onBlur={() => onLeft('part')}
            error={problem('part')}
          />
        </div>
      )}
      <details className={styles.more}>
        <summary>{t('more')}</summary>
        <div className={styles.narrow}>
          <Field label={t('power')} unit="kW" hint={t('powerHint')} {...text('power')} />
        </div>
      </details>
    </Card>
  );
}
