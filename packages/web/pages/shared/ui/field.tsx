import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';

interface Around {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed. */
  readonly error?: ReactNode;
}

/** Ids that tie label, hint and error to an input. */
function useDescribed({ hint, error }: Around) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return { id, 'aria-describedby': described || undefined, 'aria-invalid': error !== undefined || undefined };
}

function Labelled({
  id,
  label,
  hint,
  error,
  children,
}: Around & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className={styles.error}>
          {error}
        </span>
      )}
    </div>
  );
}

export interface FieldProps extends Around, Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'onChange'> {
  /** Behind the number: `kWh`, `EVT/kWh`. */
  readonly unit?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A labelled input. Numbers are text with `inputMode="decimal"`, since a number input rounds and scrolls. */
export function Field({ label, hint, error, unit, onValue, ...input }: FieldProps) {
  const described = useDescribed({ label, hint, error });
  return (
    <Labelled id={described.id} label={label} hint={hint} error={error}>
      <span className={styles.box}>
        <input
          {...input}
          {...described}
          className={classes(styles.input, unit !== undefined && styles.number)}
          inputMode={input.inputMode ?? (unit === undefined ? undefined : 'decimal')}
          autoComplete={input.autoComplete ?? 'off'}
          onChange={(event) => onValue(event.target.value)}
        />
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      </span>
    </Labelled>
  );
}

export interface SelectProps extends Around, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'onChange'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function Select({ label, hint, error, options, onValue, ...select }: SelectProps) {
  const described = useDescribed({ label, hint, error });
  return (
    <Labelled id={described.id} label={label} hint={hint} error={error}>
      <select {...select} {...described} className={styles.input} onChange={(event) => onValue(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
}

export function Checkbox({ label, hint, checked, onChecked }: CheckboxProps) {
  const id = useId();
  return (
    <div className={styles.check}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChecked(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <div id={`${id}-hint`} className={styles.hint}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}

/** Fields below each other, on a wide screen beside each other. */
export function Fields({ children }: { readonly children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>;
}
