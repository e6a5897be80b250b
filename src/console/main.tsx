import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './App.js';
import { startI18n } from './i18n/index.js';
import { startKeys } from './keys/useKeys.js';
import { startTheme } from './lib/theme.js';

startTheme();
startKeys();
await startI18n();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
