import { Field, Select } from '../../shared/ui/index.ts';
import type { Until } from './form.ts';

export interface UntilFieldProps {
  readonly labels: { readonly until: string; readonly clock: string; readonly time: string };
  readonly choices: readonly { readonly minutes: number; readonly label: string }[];
  readonly value: Until;
  readonly error?: string | undefined;
  readonly onValue: (until: Until) => void;
}

/** Until when: a length of time, or a time of day by the wall's clock. */
export function UntilField({ labels, choices, value, error, onValue }: UntilFieldProps) {
  const isClock = 'clock' in value;
  return (
    <>
      <Select
        label={labels.until}
        value={isClock ? 'clock' : String(value.minutes)}
        options={[
          ...choices.map(({ minutes, label }) => ({ value: String(minutes), label })),
          { value: 'clock', label: labels.clock },
        ]}
        error={isClock ? undefined : error}
        onValue={(chosen) => onValue(chosen === 'clock' ? { clock: '' } : { minutes: Number(chosen) })}
      />
      {isClock && (
        <Field
          type="time"
          label={labels.time}
          value={value.clock}
          onValue={(clock) => onValue({ clock })}
          error={value.clock === '' ? undefined : error}
        />
      )}
    </>
  );
}
