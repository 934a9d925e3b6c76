/** Every failure over HTTP as one of our errors: the body is always an `ErrorBody`, the status that of the catalogue. */
import { API_MAX_BODY, EvlockError } from '@evlock/protocol';

const invalid = (problem: string, cause: unknown): EvlockError =>
  new EvlockError('INVALID_INPUT', { field: '(whole)', problem }, { cause });

/** Fastify's own refusals by code; none quotes the request. */
const PROBLEMS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'not JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'empty body',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'not application/json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'wrong content length',
  FST_ERR_BAD_URL: 'malformed URL',
};

/** Converts a thrown value to an error for the caller. */
export function failureOf(thrown: unknown): EvlockError {
  if (thrown instanceof EvlockError) return thrown;
  const { code, statusCode } = thrown as { code?: string; statusCode?: number };
  if (statusCode === 413) return new EvlockError('INPUT_TOO_LARGE', { limit: API_MAX_BODY }, { cause: thrown });
  const problem = PROBLEMS[code ?? ''];
  if (problem !== undefined) return invalid(problem, thrown);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return invalid('malformed request', thrown);
  return EvlockError.from(thrown);
}
