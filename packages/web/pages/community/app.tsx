export function App() {
  return <h1>Evlock</h1>;
}
