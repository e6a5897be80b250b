/** What we say in one message at most, in UTF-16 units. */
export const MESSAGE_TEXT_MAX = 50_000;
/** What Twilio takes in one message, by SMS and by WhatsApp. */
export const PHONE_TEXT_MAX = 1_600;
