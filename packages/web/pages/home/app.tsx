export function App() {
  return <h1>Evlock home</h1>;
}
