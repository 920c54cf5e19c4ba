import { createTheme, type MantineColorsTuple } from '@mantine/core';

// One accent. Its shades are chosen so that text in it, and white text on it, reach a contrast of 4.5 in both themes.
const teal: MantineColorsTuple = [
  '#effbf9',
  '#d8f3ef',
  '#aee6df',
  '#7fd5cb',
  '#4fbfb3',
  '#2ea598',
  '#17877c',
  '#0f6f66',
  '#0c5952',
  '#08443f',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 7 },
  colors: { teal },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
});
