import { useFormat } from '../../shared/format/use-format.tsx';
import type { FieldProblem } from './form.ts';
import { useMarketText } from './messages/index.ts';

/** What is wrong with a field, in words. */
export function useProblemText(): (problem: FieldProblem) => string {
  const t = useMarketText();
  const format = useFormat();
  return ({ key, least, most, power }) =>
    t(key, {
      ...(least !== undefined && { least: format.energy(least) }),
      ...(most !== undefined && { most: format.energy(most) }),
      ...(power !== undefined && { power: format.power(power) }),
    });
}
