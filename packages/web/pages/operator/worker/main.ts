/** The console's worker. First of all: validators that are compiled need `eval`, which the policy refuses. */
import '../../worker/without-eval.ts';
import { expose } from 'comlink';
import { Console } from './console.ts';

expose(new Console());
