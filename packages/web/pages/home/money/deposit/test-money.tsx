/** In a demo alone: its tokens are worth nothing, and the pages' server gives them away. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PagesConfig } from '../../../shared/config.ts';
import { postDemo } from '../../../shared/demo.ts';
import { useHouse } from '../../../shared/owner.ts';
import { Button, Buttons, Card, ErrorNotice, Notice } from '../../../shared/ui/index.ts';
import { useMoneyText } from '../messages/index.ts';
import { useMoneyChanged } from '../queries.ts';

export function TestMoney() {
  const isDemo = useQueryClient().getQueryData<PagesConfig>(['config'])?.demo === true;
  return isDemo ? <Faucet /> : null;
}

function Faucet() {
  const t = useMoneyText();
  const { account } = useHouse();
  const changed = useMoneyChanged();
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const [error, setError] = useState<unknown>();
  const get = async (): Promise<void> => {
    setState('busy');
    setError(undefined);
    try {
      await postDemo('/demo/faucet', { account });
      setState('done');
      changed();
    } catch (thrown) {
      setError(thrown);
      setState('idle');
    }
  };
  return (
    <Card title={t('testMoney')}>
      <p>{t('testMoneyText')}</p>
      <Buttons>
        <Button busy={state === 'busy'} onClick={() => void get()}>
          {t('testMoneyGet')}
        </Button>
      </Buttons>
      {state === 'done' && (
        <Notice kind="good" live>
          {t('testMoneyDone')}
        </Notice>
      )}
      {error !== undefined && <ErrorNotice error={error} />}
    </Card>
  );
}
