/** Money: what there is and how it moved, statements, deposits and withdrawals. Each part is loaded when it is opened. */
import { lazy } from 'react';
import { useRoute } from '../../shared/route.ts';
import { Overview } from './overview.tsx';

const StatementScreen = lazy(() => import('./statement/statement.tsx'));
const DepositScreen = lazy(() => import('./deposit/deposit.tsx'));
const WithdrawScreen = lazy(() => import('./withdraw.tsx'));

/** `#/money`, `#/money/statement/2026-11`, `#/money/deposit`, `#/money/withdraw`. */
export default function MoneyScreen() {
  const [, part, period] = useRoute().path;
  if (part === 'statement') return <StatementScreen period={period} />;
  if (part === 'deposit') return <DepositScreen />;
  if (part === 'withdraw') return <WithdrawScreen />;
  return <Overview />;
}
