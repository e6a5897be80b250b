/**
 * Kinds of files that run on a double click. Mail providers refuse mails with them (Gmail's and Outlook's lists), and
 * nobody should get one from a support desk, nor send one to it.
 */
const RUNS = new Set(
  (
    'ade adp apk appx appxbundle bat cab cer chm cmd com cpl csh dll dmg exe hlp hta inf ins iso isp jar js jse ksh lib lnk mde msc msi msix msixbundle msp mst ' +
    'nsh pif ps1 ps1xml ps2 psc1 psc2 reg scf scr sct sh shb shs sys url vb vbe vbs vhd vxd ws wsc wsf wsh xll'
  ).split(' '),
);
const RUNNING_TYPES =
  /^application\/(x-msdownload|x-msdos-program|x-msi|x-ms-installer|x-sh|x-bat|hta|x-java-archive|java-archive|vnd\.microsoft\.portable-executable)$/;

/** Why a file is not taken, in words for whoever sends it; null: it is. The last extension counts, and no trailing dots or spaces hide it. */
export function fileRefusal(filename: string, contentType: string): string | null {
  const extension = /\.([^.\s]+)[.\s]*$/.exec(filename)?.[1]?.toLowerCase();
  if (extension !== undefined && RUNS.has(extension))
    return `Files of the kind .${extension} can be programs and are not passed on. Put it into a protected archive, or send a link.`;
  return RUNNING_TYPES.test(contentType) ? 'Programs are not passed on.' : null;
}
