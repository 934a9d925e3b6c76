/** One plain picture: the houses, their batteries, and what flows between them. */
import { useCallback, useState } from 'react';
import { clockTime } from '../../shared/format/clock.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Card } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import { capital, doing, type Flow, flowOf, isCutWire, type Snapshot } from '../model.ts';
import { HousePlot } from './house-plot.tsx';
import { courseOf, type Layout, layoutOf } from './layout.ts';
import styles from './picture.module.css';
import { WireLabel, WireLine } from './wire-line.tsx';

/** Before the browser has laid it out. */
const FIRST_WIDTH = 880;

/** The width of an element, as it changes. */
function useWidth(): readonly [number, (element: HTMLElement | null) => (() => void) | undefined] {
  const [width, setWidth] = useState(FIRST_WIDTH);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const found = Math.floor(entry?.contentRect.width ?? 0);
      if (found > 0) setWidth(found);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, measure];
}

/** The picture's text for whoever does not see it. */
function useSummary(snapshot: Snapshot, flows: readonly Flow[]): string {
  const t = useText();
  const format = useFormat();
  if (flows.length === 0) return t('pictureStill');
  const words = flows.map(({ from, to, sent }) =>
    t('pictureFlow', { from: capital(from), to: capital(to), power: format.power(sent) }),
  );
  const count = snapshot.houses.filter((house) => doing(house) === 'sells').length;
  return t('pictureSummary', { count, flows: words.join('; ') });
}

export function Picture({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const [width, measure] = useWidth();
  const flows = snapshot.wires.flatMap((wire) => flowOf(wire) ?? []);
  const summary = useSummary(snapshot, flows);
  return (
    <Card title={t('picture')} aside={<Clock snapshot={snapshot} />}>
      <div ref={measure} className={styles.frame}>
        <Scene snapshot={snapshot} flows={flows} layout={layoutOf(snapshot.houses.length, width)} label={summary} />
      </div>
      <Legend />
    </Card>
  );
}

interface SceneProps {
  readonly snapshot: Snapshot;
  readonly flows: readonly Flow[];
  readonly layout: Layout;
  readonly label: string;
}

function Scene({ snapshot, flows, layout, label }: SceneProps) {
  const at = (name: string) => layout.places[snapshot.houses.findIndex((house) => house.name === name)];
  const lines = snapshot.wires.flatMap((wire) => {
    const flow = flows.find(({ wire: { id } }) => id === wire.id);
    const from = at(flow?.from ?? wire.from);
    const to = at(flow?.to ?? wire.to);
    return from && to ? [{ wire, flow, isCut: isCutWire(snapshot, wire), course: courseOf(from, to, layout) }] : [];
  });
  return (
    <svg
      role="img"
      aria-label={label}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className={styles.scene}
    >
      {lines.map((line) => (
        <WireLine key={line.wire.id} {...line} />
      ))}
      {snapshot.houses.map((house, index) => {
        const place = layout.places[index];
        return place && <HousePlot key={house.name} house={house} place={place} size={layout.plot} />;
      })}
      {lines.map((line) => (
        <WireLabel key={line.wire.id} {...line} />
      ))}
    </svg>
  );
}

function Clock({ snapshot: { localMinutes } }: { readonly snapshot: Snapshot }) {
  const t = useText();
  if (localMinutes === null) return null;
  return <span className={styles.clock}>{t('clock', { time: clockTime(localMinutes) })}</span>;
}

function Legend() {
  const t = useText();
  const entries = [
    ['sun', t('legendSun')],
    ['load', t('legendLoad')],
    ['battery', t('legendBattery')],
    ['flow', t('legendFlow')],
  ] as const;
  return (
    <ul className={styles.legend}>
      {entries.map(([key, label]) => (
        <li key={key}>
          <span className={styles[`key-${key}`]} aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}
