import type { ShownStandingOrder } from '@evlock/owner';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useOwner } from '../../shared/owner.ts';
import { Button, Buttons, Dialog, ErrorNotice } from '../../shared/ui/index.ts';
import { useStandingText } from './messages/index.ts';
import { STANDING } from './queries.ts';

export function StopDialog({ order, onClose }: { readonly order: ShownStandingOrder; readonly onClose: () => void }) {
  const t = useStandingText();
  const owner = useOwner();
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () => owner.stopStandingOrder(order.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: STANDING });
      onClose();
    },
  });
  return (
    <Dialog title={t('stopTitle')} onClose={onClose}>
      <p>{t('stopText')}</p>
      {stop.error && <ErrorNotice error={stop.error} />}
      <Buttons>
        <Button kind="danger" busy={stop.isPending} onClick={() => stop.mutate()}>
          {t('stopNow')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('keep')}
        </Button>
      </Buttons>
    </Dialog>
  );
}
