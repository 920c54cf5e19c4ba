import { setNonce } from 'get-nonce';

const value = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(value); // for the styles that keep the page behind a dialog from scrolling

// nonce is what the page's policy lets styles made at run time in by.
export const nonce = () => value;
