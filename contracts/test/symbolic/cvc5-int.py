"""Solves one SMT-LIB file by cvc5 from PyPI, bit vectors read as integers: products and divisions of 64 bits then take no time."""
import sys

import cvc5

terms = cvc5.TermManager()
solver = cvc5.Solver(terms)
solver.setOption("solve-bv-as-int", "iand")
solver.setOption("produce-models", "true")
solver.setOption("decision", "justification")
parser = cvc5.InputParser(solver)
parser.setFileInput(cvc5.InputLanguage.SMT_LIB_2_6, sys.argv[1])
symbols = parser.getSymbolManager()
while not (command := parser.nextCommand()).isNull():
    print(command.invoke(solver, symbols), end="", flush=True)
