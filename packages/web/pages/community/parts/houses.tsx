/** Every house in words: what the picture shows, and what it cannot. */
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Amount, ButtonLink, Buttons, Card, Empty, PowerValue, ShortId } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import { capital, doing, type House, type Snapshot } from '../model.ts';
import styles from './houses.module.css';
import { METER_STATE_KEYS } from './words.ts';

export function Houses({ snapshot: { houses } }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const waiting = houses.filter(({ owner }) => owner === 'nobody');
  return (
    <>
      {waiting.map((house) => (
        <Waiting key={house.name} house={house} />
      ))}
      <Card title={t('houses')}>
        {houses.length === 0 && <Empty title={t('housesEmpty')}>{t('housesEmptyDo')}</Empty>}
        <ul className={styles.list}>
          {houses
            .filter(({ owner }) => owner !== 'nobody')
            .map((house) => (
              <HouseEntry key={house.name} house={house} />
            ))}
        </ul>
      </Card>
    </>
  );
}

/** The house that a visitor can take. */
function Waiting({ house: { name, localPage } }: { readonly house: House }) {
  const t = useText();
  return (
    <section className={styles.take} aria-labelledby={`take-${name}`}>
      <div>
        <h2 id={`take-${name}`}>{t('takeTitle', { house: capital(name) })}</h2>
        <p>{t('takeText')}</p>
      </div>
      <Buttons>
        <ButtonLink kind="primary" href="/home/">
          {t('take')}
        </ButtonLink>
        {localPage !== null && <ButtonLink href={localPage}>{t('meterPage')}</ButtonLink>}
      </Buttons>
    </section>
  );
}

function HouseEntry({ house }: { readonly house: House }) {
  const t = useText();
  const { name, localPage, meterKey, owner } = house;
  return (
    <li className={styles.house}>
      <details>
        <summary className={styles.summary}>
          <h3 className={styles.name}>{capital(name)}</h3>
          <AtMeter house={house} />
        </summary>
        {owner === 'visitor' && <p className={styles.yours}>{t('ownerVisitor')}</p>}
        <dl className={styles.facts}>
          <Equipment house={house} />
          <Row name={t('meterState')}>
            <MeterState house={house} />
          </Row>
          {house.money && (
            <>
              <Row name={t('free')}>
                <Amount value={BigInt(house.money.free)} />
              </Row>
              <Row name={t('locked')}>
                <Amount value={BigInt(house.money.locked)} />
              </Row>
              <Row name={t('reputation')}>{house.money.reputation}</Row>
            </>
          )}
        </dl>
        <p className={styles.links}>
          {meterKey !== null && (
            <span>
              {t('meterKey')} <ShortId value={meterKey} />
            </span>
          )}
          {localPage !== null && <a href={localPage}>{t('meterPage')}</a>}
        </p>
      </details>
    </li>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Equipment({ house: { panel, battery, car, load } }: { readonly house: House }) {
  const t = useText();
  const format = useFormat();
  const power = (value: number): string => format.power(value);
  return (
    <>
      <Row name={t('panel')}>
        {panel ? t('panelOf', { power: power(panel.generation), peak: power(panel.peak) }) : t('none')}
      </Row>
      <Row name={t('use')}>
        <PowerValue value={load} />
      </Row>
      <Row name={t('battery')}>
        {battery
          ? t('batteryOf', {
              percent: format.percent(Math.round(battery.stateOfChargePpm / 10_000) * 10_000),
              capacity: format.energy(BigInt(battery.capacity)),
            })
          : t('none')}
      </Row>
      {car && (
        <Row name={t('car')}>{car.charging > 0 ? t('carCharging', { power: power(car.charging) }) : t('carIdle')}</Row>
      )}
    </>
  );
}

/** What it does at its meter. */
function AtMeter({ house }: { readonly house: House }) {
  const t = useText();
  const format = useFormat();
  const does = doing(house);
  if (does === 'offline') return <span className={styles.bad}>{t('doingOffline')}</span>;
  if (does === 'faulty') return <span className={styles.bad}>{t('doingFaulty')}</span>;
  if (does === 'starting') return <span className={styles.soft}>{t('doingStarting')}</span>;
  const power = format.power(Math.abs(house.metered));
  if (does === 'sells') return <span className={styles.sold}>{t('doingSells', { power })}</span>;
  if (does === 'buys') return <span className={styles.bought}>{t('doingBuys', { power })}</span>;
  return <span className={styles.soft}>{t('doingRests')}</span>;
}

function MeterState({ house: { meter, online, owner } }: { readonly house: House }) {
  const t = useText();
  const format = useFormat();
  if (meter === null) return t(owner === 'visitor' && online ? 'meterOnline' : 'doingStarting');
  if (!online) {
    return (
      <span className={styles.bad}>
        {t('doingOffline')} · {t('lastWord', { time: format.clockWithSeconds(meter.at) })}
      </span>
    );
  }
  if (meter.fault !== null) return <span className={styles.bad}>{t('faultIs', { code: meter.fault })}</span>;
  return t(METER_STATE_KEYS[meter.state]);
}
