/** The operator's own list, to be taken to another machine and back. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button, Buttons, Card, ErrorNotice, Notice } from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function OwnList() {
  const t = useText();
  const { client, settings } = useConsole();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [added, setAdded] = useState(false);
  const [error, setError] = useState<unknown>();
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setError(undefined);
    setAdded(false);
    await work().catch(setError);
  };
  const { chainId, market } = settings.deployment;
  return (
    <Card title={t('listTitle')}>
      <p className={styles.soft}>{t('listText')}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      {added && (
        <Notice kind="good" live>
          {t('listAdded')}
        </Notice>
      )}
      <Buttons>
        <Button onClick={() => void attempt(async () => save(`${chainId}-${market}.json`, await client.ledgerText()))}>
          {t('listSave')}
        </Button>
        <Button onClick={() => input.current?.click()}>{t('listAdd')}</Button>
      </Buttons>
      <input
        ref={input}
        type="file"
        accept="application/json"
        hidden
        aria-label={t('listAdd')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (!file) return;
          void attempt(async () => {
            await client.mergeLedger(await file.text());
            setAdded(true);
            await queries.invalidateQueries({ queryKey: ['enrolment'] });
          });
        }}
      />
    </Card>
  );
}
