import i18next, { type TFunction } from 'i18next';
import { ApiError } from '../api/http.js';

/** What happened, in the person's language: never the server's words unless they are all we have. */
export function errorText(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.generic');
  switch (error.code) {
    case 'offline':
    case 'unavailable':
      return t('error.offline');
    case 'not_signed_in':
      return t('error.signedOut');
    case 'not_allowed':
      return t('error.notAllowed');
    case 'not_found':
      return t('error.notFound');
    case 'conflict':
      return isNameTaken(error) ? t('error.nameTaken') : t('error.conflict');
    case 'already_undone':
      return t('error.alreadyUndone');
    case 'cannot_undo':
      return t('error.cannotUndo');
    case 'no_address':
      return t('error.noAddress');
    case 'too_large':
      return t('error.tooLarge');
    case 'too_many_requests':
      return t('error.tooMany');
    case 'invalid_input':
      if (isPhone(error)) return t('error.phone');
      // The server says what in English; anybody else is told where to look.
      return i18next.resolvedLanguage === 'en' ? t('error.invalid', { message: error.message }) : t('error.check');
    default:
      return t('error.generic');
  }
}

/** An address of a customer was refused, and it was a phone number. */
const isPhone = ({ details }: ApiError): boolean =>
  typeof details === 'object' && details !== null && 'kind' in details && details.kind === 'phone';

/** Whether another name would do. */
export const isNameTaken = (error: unknown): boolean =>
  error instanceof ApiError &&
  typeof error.details === 'object' &&
  error.details !== null &&
  'taken' in error.details &&
  error.details.taken === 'name';
