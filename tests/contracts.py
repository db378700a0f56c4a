"""Import contracts that import-linter cannot say by itself; named in pyproject.toml, run by `make check`."""

import sys
from fnmatch import fnmatch
from typing import Any

from grimp import ImportGraph
from importlinter.application import output
from importlinter.domain import fields
from importlinter.domain.contract import Contract, ContractCheck


class NeverReach(Contract):
    """No module whose name fits *sources* (as in `handlers.*_view`) comes to *forbidden*, by any way."""

    type_name = "never_reach"
    sources = fields.SetField(subfield=fields.StringField())
    forbidden = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        patterns: Any = self.sources
        forbidden: Any = self.forbidden
        chains = [
            chain
            for source in sorted(_fitting(graph, patterns))
            for target in sorted(_known(graph, forbidden))
            if (chain := graph.find_shortest_chain(source, target, as_packages=False))
        ]
        return ContractCheck(kept=not chains, metadata={"lines": [" -> ".join(chain) for chain in chains]})

    def render_broken_contract(self, check: ContractCheck) -> None:
        _print(check)


class OnlyStandardLibrary(Contract):
    """The package *source* imports itself and Python's standard library, nothing else."""

    type_name = "only_standard_library"
    source = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        source = str(self.source)
        strangers = [
            f"{importer} -> {imported}"
            for importer in sorted(_fitting(graph, {source, f"{source}.*"}))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not fnmatch(imported, f"{source}*") and imported.split(".")[0] not in sys.stdlib_module_names
        ]
        return ContractCheck(kept=not strangers, metadata={"lines": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        _print(check)


def _fitting(graph: ImportGraph, patterns: set[str]) -> set[str]:
    found = {module for module in graph.modules if any(fnmatch(module, pattern) for pattern in patterns)}
    if not found:
        raise ValueError(f"nothing is called {sorted(patterns)}")
    return found


def _known(graph: ImportGraph, names: set[str]) -> set[str]:
    """Modules of these packages that anybody imports."""
    return {
        module for module in graph.modules if any(module == name or module.startswith(f"{name}.") for name in names)
    }


def _print(check: ContractCheck) -> None:
    for line in check.metadata["lines"]:
        output.print_error(line, bold=False)
