import type { Bytes32 } from '@evlock/protocol';
import { useMutation } from '@tanstack/react-query';
import { useOwner } from '../../shared/owner.ts';
import { Button, Buttons, Dialog, ErrorNotice } from '../../shared/ui/index.ts';
import { useTradeText } from './messages/index.ts';

interface StopDialogProps {
  readonly id: Bytes32;
  readonly onClose: () => void;
  readonly onStopped: () => void;
}

export function StopDialog({ id, onClose, onStopped }: StopDialogProps) {
  const t = useTradeText();
  const owner = useOwner();
  const stop = useMutation({ mutationFn: () => owner.stop(id), onSuccess: onStopped });
  return (
    <Dialog title={t('stopTitle')} onClose={onClose}>
      <p>{t('stopText')}</p>
      {stop.error && <ErrorNotice error={stop.error} />}
      <Buttons>
        <Button kind="danger" busy={stop.isPending} onClick={() => stop.mutate()}>
          {stop.isPending ? t('stopping') : t('stop')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('keep')}
        </Button>
      </Buttons>
    </Dialog>
  );
}
