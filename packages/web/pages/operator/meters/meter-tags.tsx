import type { MeterHealth } from '@evlock/protocol';
import { shortId } from '../../shared/format/format.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Tag } from '../parts/tag.tsx';

/** Seconds before its end from which a certificate is worth a word: a meter renews in the last third. */
const SOON = 14 * 86_400;
const endsSoon = ({ certificateEnds, state }: MeterHealth): boolean =>
  state !== 'revoked' && certificateEnds - Date.now() / 1000 < SOON;

export const needsSomebody = (meter: MeterHealth): boolean =>
  meter.fault !== null ||
  meter.status?.fault != null ||
  endsSoon(meter) ||
  (!meter.online && meter.state === 'enrolled' && meter.onChain?.active === true);

export function MeterTags({ meter }: { readonly meter: MeterHealth }) {
  const t = useText();
  const format = useFormat();
  const { online, onChain, state, fault, status, certificateEnds, securityClass } = meter;
  return (
    <span className={styles.tags}>
      <Tag kind={online ? 'good' : 'warning'}>{online ? t('online') : t('offline')}</Tag>
      {state === 'revoked' && <Tag kind="danger">{t('state_revoked')}</Tag>}
      {fault !== null && <Tag kind="danger">{t('fault', { code: fault })}</Tag>}
      {status?.fault != null && <Tag kind="warning">{t('meterFault', { code: status.fault })}</Tag>}
      <ChainTag onChain={onChain} />
      {status?.relayClosed && <Tag kind="good">{t('relayClosed')}</Tag>}
      {endsSoon(meter) && <Tag kind="warning">{t('certificateSoon', { date: format.date(certificateEnds) })}</Tag>}
      {securityClass !== 'board' && <Tag>{t(`class_${securityClass}`)}</Tag>}
    </span>
  );
}

function ChainTag({ onChain }: Pick<MeterHealth, 'onChain'>) {
  const t = useText();
  if (!onChain) return <Tag kind="warning">{t('notOnChain')}</Tag>;
  if (onChain.suspended) return <Tag kind="danger">{t('suspended')}</Tag>;
  if (onChain.replacedBy !== null) return <Tag>{t('replaced', { id: shortId(onChain.replacedBy) })}</Tag>;
  return <Tag>{onChain.active ? t('activeOnChain') : t('standby')}</Tag>;
}
