/** Bought and sold energy side by side, one pair a day or a quarter hour. A picture for the eye; the table says the numbers. */
import styles from './statement.module.css';

export interface Bar {
  readonly key: number;
  readonly bought: bigint;
  readonly sold: bigint;
}

const HEIGHT = 96;
const WIDTH = 640;

/** A height in thousandths of the highest, which alone becomes a float. */
const share = (value: bigint, most: bigint): number => (most === 0n ? 0 : Number((value * 1_000n) / most) / 1_000);

export function Bars({
  bars,
  label,
  legend,
}: {
  readonly bars: readonly Bar[];
  readonly label: string;
  readonly legend: readonly [bought: string, sold: string];
}) {
  const most = bars.reduce((high, { bought, sold }) => [high, bought, sold].reduce((a, b) => (b > a ? b : a)), 0n);
  if (most === 0n) return null;
  const step = WIDTH / bars.length;
  const gap = Math.min(3, step / 4);
  const width = (step - gap) / 2;
  const bar = (x: number, value: bigint, className: string | undefined) => {
    const height = value === 0n ? 0 : Math.max(1, share(value, most) * HEIGHT);
    return (
      <rect className={className} x={x} y={HEIGHT - height} width={width} height={height} rx={Math.min(2, width / 2)} />
    );
  };
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.bars}
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 1}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {bars.map(({ key, bought, sold }, index) => (
          <g key={key}>
            {bar(index * step, bought, styles.boughtBar)}
            {bar(index * step + width, sold, styles.soldBar)}
          </g>
        ))}
        <line className={styles.axis} x1="0" x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
      </svg>
      <figcaption className={styles.legend}>
        <span>
          <span className={styles.boughtMark} aria-hidden="true" />
          {legend[0]}
        </span>
        <span>
          <span className={styles.soldMark} aria-hidden="true" />
          {legend[1]}
        </span>
      </figcaption>
    </figure>
  );
}
