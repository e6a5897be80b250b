/** What takes part in being seen: no space, no control character, nothing that is drawn as nothing (Unicode 5.21, interlinear annotations, the empty Braille cell). */
const SEEN = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800]/u;

/** Whether anybody sees anything of a text. */
export const saysSomething = (text: string): boolean => SEEN.test(text);
