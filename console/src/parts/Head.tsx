import { type ReactNode, useEffect } from 'react';

interface Given {
  title: ReactNode;
  name: string; // of the browser's tab
  sub?: ReactNode;
  children?: ReactNode;
}

// Head is the top of a view.
export function Head({ title, name, sub, children }: Given) {
  useEffect(() => {
    document.title = `${name} · Tabard`;
  }, [name]);
  return (
    <header className="head">
      <div>
        <h1>{title}</h1>
        {sub && <p className="sub">{sub}</p>}
      </div>
      <div className="acts">{children}</div>
    </header>
  );
}

// Same says how to get the same from a terminal and from the API.
export function Same({ cli, api }: { cli: string; api: string }) {
  return (
    <footer className="same">
      <span>
        In a terminal: <code>{cli}</code>
      </span>
      <span>
        In the API: <code>{api}</code>
      </span>
    </footer>
  );
}
