import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { answer, api } from '../api/client';
import { session } from '../api/session';
import { inert } from './inert';
import { typing } from './keys';
import { Waiting } from './states';

const SignIn = lazy(() => import('../screens/SignIn'));

const views = [
  ['/', 'Overview'],
  ['/findings', 'Findings'],
  ['/identities', 'Identities'],
  ['/credentials', 'Credentials'],
  ['/births', 'Births'],
  ['/actions', 'Actions'],
  ['/live', 'Live'],
  ['/systems', 'Systems'],
  ['/detections', 'Detections'],
] as const;

// Frame is what stands round every view.
export function Frame() {
  const token = useSyncExternalStore(session.subscribe, session.token);
  return <Suspense fallback={null}>{token ? <Shell /> : <SignIn />}</Suspense>;
}

function Shell() {
  const navigate = useNavigate();
  const path = useRouterState({ select: (s) => s.location.pathname });
  const [open, setOpen] = useState(false);
  const self = useQuery({ queryKey: ['self'], queryFn: () => answer(api.GET('/v1/tokens/self')), staleTime: 60_000 });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the view changes
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    const seek = (e: KeyboardEvent) => {
      const asked = (e.key === 'k' && (e.ctrlKey || e.metaKey)) || (e.key === '/' && !typing(e));
      if (!asked) return;
      e.preventDefault();
      navigate({ to: '/whose' });
    };
    window.addEventListener('keydown', seek);
    return () => window.removeEventListener('keydown', seek);
  }, [navigate]);

  return (
    <div className="shell">
      <a className="skip" href="#view">
        Skip to the view
      </a>
      <nav className="nav" aria-label="Views" data-open={open}>
        <div className="navtop">
          <Link to="/" className="brand">
            <img src="/tabard.svg" alt="" width={22} height={22} />
            Tabard
          </Link>
          <button type="button" className="plain menu" aria-expanded={open} onClick={() => setOpen(!open)}>
            Menu
          </button>
        </div>
        <button type="button" className="seek" onClick={() => navigate({ to: '/whose' })}>
          Whose is this? <kbd>/</kbd>
        </button>
        <ul className="navlist">
          {views.map(([to, label]) => (
            <li key={to}>
              <Link to={to as string} aria-current={current(path, to) ? 'page' : undefined}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <div className="navfoot">
          <span className="dim">{self.data ? `${inert(self.data.name, 40)} · ${self.data.role}` : ' '}</span>
          <Scheme />
          <button type="button" className="plain" onClick={() => session.set('')}>
            Sign out
          </button>
        </div>
      </nav>
      <main className="main" id="view" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

const current = (path: string, to: string) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`));

function Scheme() {
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  const other = now === 'light' ? 'dark' : 'light';
  return (
    <button type="button" className="plain" onClick={() => setColorScheme(other)}>
      {other === 'dark' ? 'Dark' : 'Light'} colors
    </button>
  );
}
