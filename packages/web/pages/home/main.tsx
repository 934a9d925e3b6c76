import { mount } from '../shared/mount.tsx';
import { scriptUrl } from '../shared/trusted.ts';
import { App } from './app.tsx';

mount(<App />);

// The offline shell comes second: the page works without it.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  addEventListener('load', () => {
    navigator.serviceWorker.register(scriptUrl('/home/service-worker.js'), { type: 'module' }).catch(() => undefined);
  });
}
