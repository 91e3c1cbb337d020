"""PyIceberg's catalogs need a database library; goldens need only a name for a metadata location."""
import uuid

from pyiceberg.catalog import Catalog, MetastoreCatalog
from pyiceberg.exceptions import NoSuchTableError
from pyiceberg.partitioning import UNPARTITIONED_PARTITION_SPEC
from pyiceberg.serializers import FromInputFile
from pyiceberg.table import CommitTableResponse, Table
from pyiceberg.table.metadata import new_table_metadata
from pyiceberg.table.sorting import UNSORTED_SORT_ORDER


class MemoryCatalog(MetastoreCatalog):
    def __init__(self, warehouse):
        super().__init__("golden", warehouse=warehouse)
        self.warehouse = warehouse
        self.locations = {}

    def _unused(self, *args, **kwargs):
        raise NotImplementedError

    def create_table(self, identifier, schema, location=None, partition_spec=UNPARTITIONED_PARTITION_SPEC,
                     sort_order=UNSORTED_SORT_ORDER, properties={}):
        identifier = Catalog.identifier_to_tuple(identifier)
        location = location or "/".join([self.warehouse, *identifier])
        metadata = new_table_metadata(schema=schema, partition_spec=partition_spec, sort_order=sort_order,
                                      location=location, properties=dict(properties))
        path = f"{location}/metadata/00000-{uuid.uuid4()}.metadata.json"
        self._write_metadata(metadata, self._load_file_io({}, path), path)
        self.locations[identifier] = path
        return self.load_table(identifier)

    def load_table(self, identifier):
        identifier = Catalog.identifier_to_tuple(identifier)
        if identifier not in self.locations:
            raise NoSuchTableError(identifier)
        path = self.locations[identifier]
        io = self._load_file_io({}, path)
        metadata = FromInputFile.table_metadata(io.new_input(path))
        return Table(identifier, metadata, path, io, self)

    def commit_table(self, table, requirements, updates):
        current = self.load_table(table.name())
        staged = self._update_and_stage_table(current, table.name(), requirements, updates)
        self._write_metadata(staged.metadata, staged.io, staged.metadata_location)
        self.locations[table.name()] = staged.metadata_location
        return CommitTableResponse(metadata=staged.metadata, metadata_location=staged.metadata_location)


for name in list(MemoryCatalog.__abstractmethods__):
    setattr(MemoryCatalog, name, MemoryCatalog._unused)
MemoryCatalog.__abstractmethods__ = frozenset()
