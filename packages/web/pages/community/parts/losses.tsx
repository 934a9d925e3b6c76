/** What anyone lost, beside the most that the design allows. */
import { useFormat } from '../../shared/format/use-format.tsx';
import { Card, classes } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import { capital, type Loss, part, type Snapshot } from '../model.ts';
import styles from './losses.module.css';

export function Losses({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const { losses } = snapshot;
  return (
    <Card title={t('losses')}>
      {losses.length === 0 ? (
        <p className={styles.none}>
          <span aria-hidden="true">✓</span> {t('lossesNone')}
        </p>
      ) : (
        <p className={styles.soft}>{t('lossesIntro')}</p>
      )}
      {losses.length > 0 && (
        <ul className={styles.list}>
          {losses.map((loss) => (
            <LossLine key={`${loss.house} ${loss.side}`} loss={loss} />
          ))}
        </ul>
      )}
      <Bound snapshot={snapshot} />
    </Card>
  );
}

/** The bound as numbers, from any delivery: it is the same for all of one kind of meter. */
function Bound({ snapshot: { trades } }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const format = useFormat();
  const loss = trades.find((trade) => trade.loss !== null)?.loss;
  if (!loss) return null;
  const bounds = {
    seller: format.fineEnergy(BigInt(loss.seller.bound)),
    buyer: format.fineEnergy(BigInt(loss.buyer.bound)),
  };
  return <p className={styles.soft}>{t('lossesBound', bounds)}</p>;
}

const SIDES = { seller: 'lossSeller', buyer: 'lossBuyer' } as const;

function LossLine({ loss }: { readonly loss: Loss }) {
  const t = useText();
  const format = useFormat();
  const lost = BigInt(loss.lost);
  const bound = BigInt(loss.bound);
  const isAbove = lost > bound;
  return (
    <li className={classes(styles.loss, isAbove && styles.above)}>
      <span className={styles.name}>{t(SIDES[loss.side], { house: capital(loss.house) })}</span>
      <span className={styles.value}>
        {t('lossOf', { lost: format.fineEnergy(lost), bound: format.fineEnergy(bound) })}
      </span>
      <span className={styles.track} aria-hidden="true">
        <span style={{ width: `${part(lost, bound) * 100}%` }} />
      </span>
      {isAbove && <strong className={styles.alarm}>{t('lossAbove')}</strong>}
    </li>
  );
}
