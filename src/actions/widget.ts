import type { WidgetLook, WidgetSettings, WidgetSettingsPatch, WidgetSetup } from '../contract/widget.js';
import { WIDGET_DEFAULTS } from '../contract/widgetDefaults.js';
import { requireRight } from './access.js';
import { requireVersion } from './overtaken.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';

/** The chat's settings. They count from the next chat that is opened; origins at once. */
export function createWidget({ store, policy, widgetOrigins }: ActionDeps) {
  return { setup, change, look, refreshOrigins };

  async function settings(): Promise<WidgetSettings & { version: number }> {
    const { set, version } = await store.widget.settings();
    return { ...WIDGET_DEFAULTS, ...set, version };
  }

  async function setup(viewer: Viewer): Promise<WidgetSetup> {
    requireRight(viewer, 'settings.read');
    return {
      ...(await settings()),
      snippet: `<script src="${policy.publicUrl}/widget.js" async></script>`,
      fixedOrigins: [...widgetOrigins.fixed],
    };
  }

  async function change(viewer: Viewer, { version, ...patch }: WidgetSettingsPatch): Promise<WidgetSetup> {
    requireRight(viewer, 'settings.write');
    if (!(await store.widget.change(patch, version))) requireVersion(version, await store.widget.settings());
    await refreshOrigins();
    return setup(viewer);
  }

  async function look(): Promise<WidgetLook> {
    const { origins: _origins, version: _version, ...rest } = await settings();
    return rest;
  }

  /** Takes over what another process may have changed. */
  async function refreshOrigins(): Promise<void> {
    const { origins } = await settings();
    widgetOrigins.all.splice(0, widgetOrigins.all.length, ...new Set([...widgetOrigins.fixed, ...origins]));
  }
}
