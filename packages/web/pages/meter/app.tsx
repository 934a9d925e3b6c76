export function App() {
  return <h1>Evlock meter</h1>;
}
