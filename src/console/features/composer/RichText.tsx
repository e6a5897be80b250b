import Placeholder from '@tiptap/extension-placeholder';
import { EditorContent, type Editor, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { Bold, Italic, Link2, List, ListOrdered, Quote, type LucideIcon } from 'lucide-react';
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { testIds } from '../../testids.js';
import css from './ComposerParts.module.css';
import { plainHtml } from './draft.js';
import { LinkDialog } from './LinkDialog.js';
import { linkWords } from './links.js';

/** What the composer does to whichever box is shown. */
export interface Box {
  /** @param select the last words, to be made one's own */
  focus: (select: string | null) => void;
  blur: () => void;
}

interface Props {
  box: RefObject<Box | null>;
  text: string;
  html: string | null;
  label: string;
  placeholder: string;
  onChange: (text: string, html: string | null) => void;
  /** True: the key was taken. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** A reply with formatting, for mail. Comes in a file of its own, when a mail is to be answered. */
export function RichText({ box, text, html, label, placeholder, onChange, onKey }: Props) {
  /** What this editor said last: words that came from elsewhere differ from it. */
  const said = useRef({ text, html });
  const handle = useRef({ onChange, onKey });
  useEffect(() => void (handle.current = { onChange, onKey }));
  const editor = useEditor({
    injectCSS: false,
    extensions: [
      StarterKit.configure({
        heading: false,
        codeBlock: false,
        horizontalRule: false,
        link: { openOnClick: false, autolink: true, protocols: ['https', 'http', 'mailto'] },
      }),
      Placeholder.configure({ placeholder }),
    ],
    content: html ?? plainHtml(text),
    editorProps: {
      attributes: {
        class: css.rich!,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        dir: 'auto',
        'data-testid': testIds.composerText,
      },
      handleKeyDown(view, event) {
        tellCaret(view.dom.ownerDocument);
        return handle.current.onKey(event);
      },
    },
    onUpdate: ({ editor: current }) => {
      const made = current.getHTML();
      said.current = { text: current.getText({ blockSeparator: '\n' }), html: isFormatted(made) ? made : null };
      handle.current.onChange(said.current.text, said.current.html);
    },
  });

  useEffect(() => {
    if (text === said.current.text && html === said.current.html) return;
    said.current = { text, html };
    editor.commands.setContent(html ?? plainHtml(text), { emitUpdate: false });
  }, [editor, text, html]);

  useImperativeHandle(
    box,
    () => ({
      focus: () => void editor.commands.focus('end'),
      // The editor's own way waits for the next frame, and a key that follows an Escape at once would still be typed.
      blur: () => editor.view.dom.blur(),
    }),
    [editor],
  );

  return (
    <>
      <EditorContent editor={editor} />
      <Toolbar editor={editor} />
    </>
  );
}

/**
 * The browser tells late that a key or a click has moved the caret: a key that follows at once is faster on a busy page, and
 * what it did, such as to begin bold words, was done where the caret had been and forgotten when the move was told.
 */
const tellCaret = (page: Document): void => void page.dispatchEvent(new Event('selectionchange'));

/** Paragraphs alone are plain words: they go out as such. */
const isFormatted = (html: string): boolean => /<(?!\/?(p|br)\b)/i.test(html.replace(/<p [^>]*>/gi, '<p>'));

function Toolbar({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const [linking, setLinking] = useState(false);
  function endLinking(): void {
    setLinking(false);
    // The dialog gives the focus back when it is gone, which may be to its button.
    setTimeout(() => editor.commands.focus(), 80);
  }
  const on = useEditorState({
    editor,
    selector: ({ editor: e }) => ({
      bold: e.isActive('bold'),
      italic: e.isActive('italic'),
      bullets: e.isActive('bulletList'),
      numbers: e.isActive('orderedList'),
      quote: e.isActive('blockquote'),
      link: e.isActive('link'),
    }),
  });
  const tools: [keyof typeof on, LucideIcon, () => void][] = [
    ['bold', Bold, () => editor.chain().focus().toggleBold().run()],
    ['italic', Italic, () => editor.chain().focus().toggleItalic().run()],
    ['bullets', List, () => editor.chain().focus().toggleBulletList().run()],
    ['numbers', ListOrdered, () => editor.chain().focus().toggleOrderedList().run()],
    ['quote', Quote, () => editor.chain().focus().toggleBlockquote().run()],
    ['link', Link2, () => setLinking(true)],
  ];
  return (
    <div className={css.toolbar} role="toolbar" aria-label={t('work.composer.format')}>
      {tools.map(([name, Icon, run]) => (
        <button
          key={name}
          type="button"
          title={t(`work.composer.${name}`)}
          aria-label={t(`work.composer.${name}`)}
          aria-pressed={on[name]}
          onMouseDown={(event) => event.preventDefault()}
          onClick={run}
        >
          <Icon size={15} aria-hidden />
        </button>
      ))}
      {linking && (
        <LinkDialog
          href={on.link ? String(editor.getAttributes('link')['href'] ?? '') : null}
          onClose={endLinking}
          onPick={(href) => {
            setLink(editor, href);
            endLinking();
          }}
        />
      )}
    </div>
  );
}

/** Words that are a link already lead elsewhere; where none are chosen, the address stands for itself. */
function setLink(editor: Editor, href: string | null): void {
  const chain = editor.chain();
  if (href === null) chain.extendMarkRange('link').unsetLink().run();
  else if (editor.isActive('link')) chain.extendMarkRange('link').setLink({ href }).run();
  else if (editor.state.selection.empty)
    chain.insertContent({ type: 'text', text: linkWords(href), marks: [{ type: 'link', attrs: { href } }] }).run();
  else chain.setLink({ href }).run();
}
