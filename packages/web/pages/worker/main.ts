/** The worker's entry. Loaded by the first screen that shows or signs something; its script is no part of the first page. */
// First of all: validators that are compiled need `eval`, which the policy refuses.
import './without-eval.ts';
import { expose } from 'comlink';
import { Household } from './household.ts';

expose(new Household());
