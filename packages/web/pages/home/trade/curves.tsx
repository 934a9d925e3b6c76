/** Both curves, drawn by uPlot. Fetched lazily, and drawn anew when the colours change. */
import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import uPlot, { type AlignedData, type Options } from 'uplot';
import { type Language, useLanguage } from '../../shared/i18n/language.ts';
import { type Curve, columns } from '../market/curve.ts';

interface CurvesProps {
  readonly curve: Curve;
  readonly start: number;
  /** The traded energy, mWh: no more is paid, whatever the meters count. */
  readonly energy: bigint;
  readonly unit: string;
}

const HEIGHT = 240;
/** Distances between two times on the axis, in seconds. */
const TIMES = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200];

const dataOf = ({ curve, start }: CurvesProps): AlignedData => {
  const [times, buyer, seller] = columns(curve, start);
  return [times, seller, buyer];
};

function optionsOf(element: HTMLElement, { unit }: CurvesProps, language: Language): Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => {
    // `light-dark()` is resolved where it is used, not where it is defined.
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    element.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  };
  const font = `12px ${style.fontFamily}`;
  const ink = colour('--ink-soft');
  const line = { stroke: colour('--line'), width: 1 };
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const axis = { font, stroke: ink, grid: line, ticks: { ...line, size: 4 } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [12, 8, 0, 0],
    scales: { x: { time: false }, y: { range: (_plot, _min, max) => [0, Math.max(max * 1.08, 0.001)] } },
    axes: [
      {
        ...axis,
        size: 32,
        space: 60,
        incrs: TIMES,
        values: (_plot, times) => times.map((time) => clock.format(time * 1000)),
      },
      { ...axis, size: 58, values: (_plot, values) => values.map((value) => `${number.format(value)} ${unit}`) },
    ],
    series: [
      {},
      { stroke: colour('--sold'), width: 2.5, spanGaps: true, points: { show: false } },
      { stroke: colour('--bought'), width: 2.5, dash: [6, 4], spanGaps: true, points: { show: false } },
    ],
  };
}

export function Curves(props: CurvesProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(props);
  const language = useLanguage();
  latest.current = props;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const draw = (): void => {
      plot.current?.destroy();
      plot.current = new uPlot(optionsOf(element, latest.current, language), dataOf(latest.current), element);
    };
    draw();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    const size = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    size.observe(element);
    return () => {
      dark.removeEventListener('change', draw);
      size.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [language]);
  useEffect(() => {
    plot.current?.setData(dataOf(props));
  }, [props]);
  return <div ref={box} />;
}
