/** A house in the picture: what it has, what its panel makes, how full its battery is, and what it does at its meter. */
import { useFormat } from '../../shared/format/use-format.tsx';
import { classes } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import { capital, type Doing, doing, type House } from '../model.ts';
import type { Layout, Point } from './layout.ts';
import styles from './picture.module.css';

const KEYS = {
  sells: 'doingSells',
  buys: 'doingBuys',
  rests: 'doingRests',
  faulty: 'doingFaulty',
  offline: 'doingOffline',
  starting: 'doingStarting',
  waiting: 'doingWaiting',
} as const satisfies Record<Doing, string>;

export interface HousePlotProps {
  readonly house: House;
  readonly place: Point;
  readonly size: Layout['plot'];
}

export function HousePlot({ house, place, size }: HousePlotProps) {
  const t = useText();
  const format = useFormat();
  const does = doing(house);
  const power = format.power(Math.abs(house.metered));
  return (
    <g transform={`translate(${place.x} ${place.y - size.height / 2})`} className={classes(styles.plot, styles[does])}>
      <rect className={styles.ground} x={-size.width / 2} width={size.width} height={size.height} rx={16} />
      <Building house={house} />
      {house.battery && <Battery fill={house.battery.stateOfChargePpm / 1_000_000} />}
      {does === 'faulty' && <Alarm />}
      <text className={styles.name} y={85} textAnchor="middle">
        {capital(house.name)}
      </text>
      <text className={styles.doing} y={104} textAnchor="middle">
        {t(KEYS[does], { power })}
      </text>
      <Figures house={house} />
    </g>
  );
}

/** A roof with panels that shine by what they make, a wall, a lit window while something is used, a car beside it. */
function Building({ house: { panel, car, load } }: { readonly house: House }) {
  const shine = panel && panel.peak > 0 ? Math.min(1, Math.max(0, panel.generation / panel.peak)) : 0;
  return (
    <g transform="translate(-40 12)">
      <path className={styles.wall} d="M8 28h48v27a3 3 0 0 1-3 3H11a3 3 0 0 1-3-3Z" />
      <path className={styles.roof} d="M13 4h38l11 25H2Z" />
      {panel && (
        <g style={{ opacity: 0.45 + 0.55 * shine }}>
          <path className={styles.panel} d="M19.5 8h25l6.5 17H13Z" />
          <path className={styles.grid} d="M27.8 8l-2 17M36.2 8l2 17M16.5 16.5h31" />
        </g>
      )}
      <rect className={load > 0 ? styles.lit : styles.window} x={16} y={35} width={12} height={11} rx={1.5} />
      <rect className={styles.door} x={37} y={37} width={11} height={21} rx={1.5} />
      {car && (
        <g transform="translate(-31 40)" className={car.charging > 0 ? styles.charging : styles.car}>
          <path d="M2 10c0-2 1-3 3-3l3-5c.6-1 1.4-1.5 2.5-1.5h8c1.2 0 2 .5 2.7 1.5l3 5c3 .2 4.3 1.5 4.3 4v3.5h-26.5Z" />
          <circle cx={8.5} cy={15} r={3.2} />
          <circle cx={22} cy={15} r={3.2} />
        </g>
      )}
    </g>
  );
}

function Battery({ fill }: { readonly fill: number }) {
  const format = useFormat();
  const height = 38 * fill;
  return (
    <g transform="translate(36 18)">
      <rect className={styles.cap} x={6} y={-3} width={8} height={4} rx={1} />
      <rect className={styles.cell} width={20} height={42} rx={4} />
      <rect className={styles.charge} x={2} y={2 + 38 - height} width={16} height={height} rx={2.5} />
      <text className={styles.small} x={10} y={55} textAnchor="middle">
        {format.percent(Math.round(fill * 100) * 10_000)}
      </text>
    </g>
  );
}

function Alarm() {
  return (
    <g transform="translate(-56 18)" className={styles.alarm}>
      <circle r={10} />
      <text y={5} textAnchor="middle">
        !
      </text>
    </g>
  );
}

/** What the panel makes and what the house uses. */
function Figures({ house: { panel, load, owner } }: { readonly house: House }) {
  const format = useFormat();
  if (owner === 'nobody' && !panel && load === 0) return null;
  return (
    <g transform="translate(0 125)" className={styles.figures}>
      {panel && (
        <>
          <circle className={styles.sun} cx={-60} cy={-4} r={4} />
          <text x={-52}>{format.power(panel.generation)}</text>
        </>
      )}
      <rect className={styles.load} x={panel ? 6 : -32} y={-8} width={8} height={8} rx={2} />
      <text x={panel ? 18 : -20}>{format.power(load)}</text>
    </g>
  );
}
