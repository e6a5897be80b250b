/** What one line of a visitor holds at most, in UTF-16 units. The widget says more than that in several. */
export const CHAT_LINE_MAX = 10_000;
/** What a visitor may say in one go. Far above what anybody writes: it is a file that was pasted. */
export const CHAT_SAID_MAX = 100_000;
