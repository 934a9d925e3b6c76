import type { Shown, Statement, StatementTable } from '@evlock/owner';
import { useState } from 'react';
import { useFormat } from '../../../shared/format/use-format.tsx';
import { useLanguage } from '../../../shared/i18n/language.ts';
import { useHouse, useOwner } from '../../../shared/owner.ts';
import { Button, Buttons, Card, ErrorNotice } from '../../../shared/ui/index.ts';
import { save } from '../export/save.ts';
import { useMoneyText } from '../messages/index.ts';
import { nameOf, writePeriod } from './period.ts';
import styles from './statement.module.css';

const fileOf = ({ period }: Statement, what: string): string => `evlock-${writePeriod(period as never)}-${what}`;

/** The statement as files: tables for spreadsheets, a page to keep. */
export function Files({ statement }: { readonly statement: Shown<Statement> }) {
  const t = useMoneyText();
  const owner = useOwner();
  const { busy, error, run } = useWork();
  const pdf = usePdf(statement);
  const csv = (table: StatementTable) => () =>
    run(table, async () =>
      save(fileOf(statement, `${table}.csv`), 'text/csv;charset=utf-8', await owner.csv(statement, table)),
    );
  const isDay = statement.period.day !== undefined;
  return (
    <Card title={t('files')}>
      <p className={styles.soft}>{t('filesHint')}</p>
      <Buttons>
        <Button busy={busy === 'pdf'} onClick={() => run('pdf', pdf)}>
          {t('pdf')}
        </Button>
        <Button busy={busy === 'days' || busy === 'quarters'} onClick={csv(isDay ? 'quarters' : 'days')}>
          {t(isDay ? 'csvQuarters' : 'csvDays')}
        </Button>
        <Button busy={busy === 'movements'} onClick={csv('movements')}>
          {t('csvMovements')}
        </Button>
      </Buttons>
      {error !== undefined && <ErrorNotice error={error} />}
    </Card>
  );
}

function useWork() {
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  const run = async (name: string, work: () => Promise<void>): Promise<void> => {
    setBusy(name);
    setError(undefined);
    await work().catch(setError);
    setBusy(undefined);
  };
  return { busy, error, run: (name: string, work: () => Promise<void>) => void run(name, work) };
}

/** The library is loaded when somebody wants a PDF. */
function usePdf(statement: Shown<Statement>): () => Promise<void> {
  const t = useMoneyText();
  const format = useFormat();
  const house = useHouse();
  const language = useLanguage();
  return async () => {
    const { statementPdf } = await import('../export/pdf.ts');
    const title = nameOf(statement.period as never, language);
    const bytes = await statementPdf({ statement, house: house.name, account: house.account, title, t, format });
    save(fileOf(statement, 'statement.pdf'), 'application/pdf', bytes);
  };
}
