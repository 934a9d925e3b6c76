/** A new standing order: a form, what bounds it, and the passkey that approves exactly that. */
import type { StandingDraft } from '@evlock/owner';
import type { HouseholdInputs, Timestamp } from '@evlock/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { localTimeZone } from '../../shared/format/clock.ts';
import { useOwner } from '../../shared/owner.ts';
import { href } from '../../shared/route.ts';
import { Button, ButtonLink, ErrorNotice, Screen, Waiting } from '../../shared/ui/index.ts';
import { useAccount } from '../market/queries.ts';
import { useRules } from '../market/use-rules.ts';
import { Bounds } from './bounds.tsx';
import { StandingFields } from './fields.tsx';
import { START, standingWish } from './form.ts';
import { useStandingText } from './messages/index.ts';
import { STANDING } from './queries.ts';
import styles from './standing.module.css';

const NO_INPUTS: HouseholdInputs = { chargePpm: null, generation: null, load: null };
const now = (): Timestamp => Math.floor(Date.now() / 1000) as Timestamp;

export function NewOrder({ onPlaced }: { readonly onPlaced: () => void }) {
  const t = useStandingText();
  const owner = useOwner();
  const client = useQueryClient();
  const rules = useRules();
  const account = useAccount();
  const [form, setForm] = useState(START);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { wish, problems } = standingWish(form, now(), rules, localTimeZone());
  const draft = useQuery({
    queryKey: ['standing draft', form],
    enabled: wish !== undefined,
    queryFn: () => (wish ? owner.draftStandingOrder(wish) : Promise.reject(new Error('the form is not complete'))),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const begin = useMutation({
    mutationFn: (approved: StandingDraft) => owner.beginStandingOrder(approved),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: STANDING });
      onPlaced();
    },
  });
  const shown = wish ? draft.data : undefined;
  const offline = account.data && !account.data.online ? t('offline') : undefined;
  return (
    <Screen title={t('newTitle')} intro={t('intro')}>
      <StandingFields
        form={form}
        problems={problems}
        left={left}
        inputs={account.data?.status?.inputs ?? NO_INPUTS}
        onForm={setForm}
        onLeft={(field) => setLeft(new Set([...left, field]))}
      />
      <section className={styles.checked} aria-labelledby="standing-checked">
        <h2 id="standing-checked" className={styles.title}>
          {t('checkedTitle')}
        </h2>
        {!wish && <p className={styles.soft}>{t('form')}</p>}
        {wish && draft.isFetching && !shown && <Waiting />}
        {wish && draft.error && <ErrorNotice error={draft.error} onRetry={() => void draft.refetch()} />}
        {begin.error && <ErrorNotice error={begin.error} />}
        {shown && (
          <>
            <Bounds {...shown} />
            <Button kind="primary" wide busy={begin.isPending} why={offline} onClick={() => begin.mutate(shown)}>
              {begin.isPending ? t('approving') : t('approve')}
            </Button>
          </>
        )}
      </section>
      <div>
        <ButtonLink href={href('standing')}>{t('back')}</ButtonLink>
      </div>
    </Screen>
  );
}
