export function App() {
  return <h1>Evlock console</h1>;
}
