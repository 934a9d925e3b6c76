/** A wire in the picture: at rest, flowing, leaking or cut. */
import { useFormat } from '../../shared/format/use-format.tsx';
import { classes } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import type { Flow, Wire } from '../model.ts';
import type { Course } from './layout.ts';
import styles from './picture.module.css';

export interface WireLineProps {
  readonly wire: Wire;
  /** Undefined while nothing flows. */
  readonly flow: Flow | undefined;
  readonly isCut: boolean;
  /** From the sender to the receiver. */
  readonly course: Course;
}

/** Full width of a flow, in mW. */
const STRONG = 1_500_000;

export function WireLine({ flow, isCut, course }: WireLineProps) {
  const strength = Math.min(1, (flow?.sent ?? 0) / STRONG);
  return (
    <g>
      <path d={course.path} className={classes(styles.wire, isCut && styles.cut)} />
      {flow && (
        <path
          d={course.path}
          className={classes(styles.flow, flow.leaks && styles.leak)}
          style={{ strokeWidth: 3 + 3 * strength, animationDuration: `${Math.round(1300 - 700 * strength)}ms` }}
        />
      )}
    </g>
  );
}

/** About as wide as the label's text. */
const widthOf = (text: string): number => 20 + [...text].reduce((sum, letter) => sum + (letter > '\u1000' ? 12 : 8), 0);

export function WireLabel({ flow, isCut, course: { middle, heading } }: WireLineProps) {
  const t = useText();
  const format = useFormat();
  if (!flow && !isCut) return null;
  const values = flow && { sent: format.power(flow.sent), received: format.power(flow.received) };
  const text = !values ? t('wireCut') : flow.leaks ? t('wireLoses', values) : values.sent;
  const isBad = !values || flow?.leaks;
  const width = widthOf(text) + (values && !isBad ? 18 : 0);
  return (
    <g transform={`translate(${middle.x} ${middle.y})`} className={classes(styles.label, isBad && styles.bad)}>
      <rect x={-width / 2} y={-14} width={width} height={28} rx={14} />
      {values && !isBad && (
        <path d="M-5 -4.5 5 0 -5 4.5Z" transform={`translate(${-width / 2 + 17} 0) rotate(${heading})`} />
      )}
      <text x={values && !isBad ? 10 : 0} y={5} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
