// What Iceberg Java finds in tables: rows, row ids, metadata, statistics. One JSON line for each fact, values spelled as Tarn's
// JSON output spells them, so that java_reads.py can compare text.
//
//   javac -cp 'deps/java/*' -d classes *.java && java -cp 'classes:deps/java/*' ReadTables METADATA.json …
//
//   {"table": 0, "metadata": …}   format version, schema, specs, sort orders, snapshots, files with their specs and orders
//   {"table": 0, "row": …}        a row of the current snapshot, deletes applied; in version 3 with _row_id and
//                                 _last_updated_sequence_number
//   {"table": 0, "filters": …}    how many filters found the rows that are there, and those that lost some
//   {"table": 0, "statistics": …} blobs of statistics files; of theta sketches what DataSketches estimates
//   {"table": 0, "partition_statistics": …} rows of partition statistics files
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.Sketches;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.PartitionStats;
import org.apache.iceberg.PartitionStatsHandler;
import org.apache.iceberg.Partitioning;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.puffin.BlobMetadata;
import org.apache.iceberg.puffin.Puffin;
import org.apache.iceberg.puffin.PuffinReader;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.ByteBuffers;
import org.apache.iceberg.util.Pair;
import org.apache.iceberg.variants.PhysicalType;
import org.apache.iceberg.variants.Variant;
import org.apache.iceberg.variants.VariantValue;

public class ReadTables {
  static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
  static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);
  static final int VALUES_PER_COLUMN = 8;

  public static void main(String[] locations) throws Exception {
    for (int index = 0; index < locations.length; index++) {
      BaseTable table = new BaseTable(new StaticTableOperations(locations[index], new LocalIO()), locations[index]);
      try {
        print(index, "metadata", metadata(table));
        List<Record> rows = rows(table, index);
        print(index, "filters", filters(table, rows));
        for (StatisticsFile file : table.statisticsFiles()) {
          statistics(table, file, index);
        }
        for (PartitionStatisticsFile file : table.partitionStatisticsFiles()) {
          partitionStatistics(table, file, index);
        }
      } catch (Exception e) {
        throw new IllegalStateException("cannot read " + locations[index], e);
      }
    }
    OUT.flush();
  }

  static void print(int table, String key, Object value) throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("table", table);
    line.put(key, value);
    OUT.println(JSON.writeValueAsString(line));
  }

  static Map<String, Object> metadata(Table table) throws Exception {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("format_version", TableUtil.formatVersion(table));
    out.put("schema", table.schema().columns().stream().map(f -> f.fieldId() + " " + f.name() + " " + f.type()
        + (f.isRequired() ? " required" : "")).collect(Collectors.toList()));
    out.put("spec", spec(table.spec()));
    out.put("order", order(table.sortOrder()));
    out.put("properties", table.properties());
    List<Object> snapshots = new ArrayList<>();
    for (Snapshot snapshot : table.snapshots()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", snapshot.snapshotId());
      fields.put("parent", snapshot.parentId());
      fields.put("sequence_number", snapshot.sequenceNumber());
      fields.put("operation", snapshot.operation());
      fields.put("summary", snapshot.summary());
      fields.put("first_row_id", snapshot.firstRowId());
      fields.put("added_rows", snapshot.addedRows());
      snapshots.add(fields);
    }
    out.put("snapshots", snapshots);
    out.put("current_snapshot", table.currentSnapshot() == null ? null : table.currentSnapshot().snapshotId());
    List<Object> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        Map<String, Object> file = file(table, task.file());
        file.put("deletes", task.deletes().stream().map(delete -> file(table, delete)).collect(Collectors.toList()));
        files.add(file);
      }
    }
    out.put("files", files);
    return out;
  }

  static Map<String, Object> file(Table table, ContentFile<?> file) {
    Map<String, Object> out = new LinkedHashMap<>();
    PartitionSpec spec = table.specs().get(file.specId());
    out.put("path", file.location());
    out.put("format", file.format());
    out.put("content", file.content());
    out.put("records", file.recordCount());
    out.put("spec", spec(spec));
    out.put("partition", spec.partitionToPath(file.partition()));
    out.put("order", file.sortOrderId() == null ? null : order(table.sortOrders().get(file.sortOrderId())));
    out.put("first_row_id", file.firstRowId());
    return out;
  }

  static List<String> spec(PartitionSpec spec) {
    return spec.fields().stream().map(f -> f.transform() + " of " + spec.schema().findColumnName(f.sourceId()))
        .collect(Collectors.toList());
  }

  static List<String> order(SortOrder order) {
    return order.fields().stream().map(f -> f.transform() + " of " + order.schema().findColumnName(f.sourceId()) + " " + f.direction()
        + " " + f.nullOrder()).collect(Collectors.toList());
  }

  static List<Record> rows(Table table, int index) throws Exception {
    Schema schema = table.schema();
    if (TableUtil.formatVersion(table) >= 3) {
      List<Types.NestedField> fields = new ArrayList<>(schema.columns());
      fields.add(MetadataColumns.ROW_ID);
      fields.add(MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER);
      schema = new Schema(fields);
    }
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> found = IcebergGenerics.read(table).project(schema).build()) {
      for (Record row : found) {
        rows.add(row.copy());
        print(index, "row", value(schema.asStruct(), row));
      }
    }
    return rows;
  }

  // Values of columns are searched by equalities that prune by partition, bounds and row groups: they must find as many rows as
  // the scan without a filter has. Of a partitioned table the columns that it is partitioned by.
  static Map<String, Object> filters(Table table, List<Record> rows) throws Exception {
    int tried = 0;
    List<String> lost = new ArrayList<>();
    Set<Integer> partitioned = table.specs().values().stream().flatMap(spec -> spec.fields().stream())
        .map(field -> field.sourceId()).collect(Collectors.toSet());
    for (Types.NestedField field : table.schema().columns()) {
      // Java compares UUIDs as signed numbers and Parquet orders them by bytes: equalities lose rows (apache/iceberg#14216).
      if (!field.type().isPrimitiveType() || field.type().typeId() == Type.TypeID.UUID
          || !partitioned.isEmpty() && !partitioned.contains(field.fieldId())) {
        continue;
      }
      Map<Object, Integer> counts = new LinkedHashMap<>();
      for (Record row : rows) {
        counts.merge(key(row.getField(field.name())), 1, Integer::sum);
      }
      int left = VALUES_PER_COLUMN;
      for (Map.Entry<Object, Integer> entry : counts.entrySet()) {
        boolean special = entry.getKey() == NULL || isNaN(entry.getKey());
        if (!special && left-- <= 0) {
          continue;
        }
        Expression filter = filter(field, entry.getKey());
        long found = count(table, field.type(), filter);
        tried++;
        if (found < entry.getValue() || found > entry.getValue() && !plannedOnly(field.type())) {
          lost.add(filter + " finds " + found + " of " + entry.getValue());
        }
      }
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("tried", tried);
    out.put("lost", lost);
    return out;
  }

  // Generic readers do not compare nanoseconds (they expect numbers): of these the planned files count whole.
  static boolean plannedOnly(Type type) {
    return type.typeId() == Type.TypeID.TIMESTAMP_NANO;
  }

  static long count(Table table, Type type, Expression filter) throws Exception {
    long found = 0;
    if (plannedOnly(type)) {
      try (CloseableIterable<FileScanTask> tasks = table.newScan().filter(filter).planFiles()) {
        for (FileScanTask task : tasks) {
          found += task.file().recordCount();
        }
      }
      return found;
    }
    try (CloseableIterable<Record> matching = IcebergGenerics.read(table).where(filter).build()) {
      for (Record ignored : matching) {
        found++;
      }
    }
    return found;
  }

  static final Object NULL = new Object();

  static Object key(Object value) {
    return value == null ? NULL : value;
  }

  static boolean isNaN(Object value) {
    return value instanceof Double && ((Double) value).isNaN() || value instanceof Float && ((Float) value).isNaN();
  }

  static Expression filter(Types.NestedField field, Object value) {
    if (value == NULL) {
      return Expressions.isNull(field.name());
    }
    if (isNaN(value)) {
      return Expressions.isNaN(field.name());
    }
    switch (field.type().typeId()) {
      case DATE:
      case TIME:
      case TIMESTAMP:
      case TIMESTAMP_NANO:
        return Expressions.equal(field.name(), value.toString());
      default:
        return Expressions.equal(field.name(), value);
    }
  }

  static void statistics(Table table, StatisticsFile file, int index) throws Exception {
    try (PuffinReader reader = Puffin.read(table.io().newInputFile(file.path())).withFileSize(file.fileSizeInBytes())
        .withFooterSize(file.fileFooterSizeInBytes()).build()) {
      List<BlobMetadata> blobs = reader.fileMetadata().blobs();
      for (Pair<BlobMetadata, ByteBuffer> pair : reader.readAll(blobs)) {
        BlobMetadata blob = pair.first();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("snapshot", file.snapshotId());
        out.put("type", blob.type());
        out.put("fields", blob.inputFields().stream().map(id -> table.schema().findColumnName(id)).collect(Collectors.toList()));
        out.put("blob_snapshot", blob.snapshotId());
        out.put("blob_sequence_number", blob.sequenceNumber());
        out.put("compression", blob.compressionCodec());
        out.put("properties", blob.properties());
        out.put("in_metadata", file.blobMetadata().stream().anyMatch(b -> b.type().equals(blob.type())
            && b.fields().equals(blob.inputFields()) && b.properties().equals(blob.properties())));
        if (blob.type().equals("apache-datasketches-theta-v1")) {
          out.put("estimate", Sketches.heapifyCompactSketch(Memory.wrap(bytes(pair.second()))).getEstimate());
        }
        print(index, "statistics", out);
      }
    }
  }

  /** A table whose partitions nobody has counted, and who counts them writes elsewhere. */
  static class Uncounted extends BaseTable {
    Uncounted(TableMetadata metadata, Path folder) {
      super(new StaticTableOperations(metadata, new LocalIO()) {
        @Override
        public String metadataFileLocation(String name) {
          return folder.resolve(name).toString();
        }
      }, "uncounted");
    }

    @Override
    public List<PartitionStatisticsFile> partitionStatisticsFiles() {
      return List.of();
    }
  }

  // Each partition of the file, and what Java itself counts for the same snapshot.
  static void partitionStatistics(BaseTable table, PartitionStatisticsFile file, int index) throws Exception {
    partitions(table, file, index, "partition_statistics");
    Path folder = Files.createTempDirectory("partition-statistics");
    Uncounted uncounted = new Uncounted(table.operations().current(), folder);
    PartitionStatisticsFile counted = PartitionStatsHandler.computeAndWriteStatsFile(uncounted, file.snapshotId());
    partitions(uncounted, counted, index, "counted_partitions");
    Files.delete(Path.of(counted.path()));
    Files.delete(folder);
  }

  static void partitions(Table table, PartitionStatisticsFile file, int index, String key) throws Exception {
    Types.StructType partition = Partitioning.partitionType(table);
    Schema schema = PartitionStatsHandler.schema(partition, TableUtil.formatVersion(table));
    try (CloseableIterable<PartitionStats> rows = PartitionStatsHandler.readPartitionStatsFile(schema, table.io().newInputFile(file.path()))) {
      for (PartitionStats row : rows) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("snapshot", file.snapshotId());
        List<String> values = new ArrayList<>();
        for (int i = 0; i < partition.fields().size(); i++) {
          Object value = row.partition().get(i, Object.class);
          values.add(value instanceof ByteBuffer bytes ? Base64.getEncoder().encodeToString(ByteBuffers.toByteArray(bytes)) : String.valueOf(value));
        }
        out.put("partition", values);
        out.put("spec", row.specId());
        out.put("data", List.of(row.dataRecordCount(), row.dataFileCount(), row.totalDataFileSizeInBytes()));
        out.put("position_deletes", List.of(row.positionDeleteRecordCount(), row.positionDeleteFileCount()));
        out.put("equality_deletes", List.of(row.equalityDeleteRecordCount(), row.equalityDeleteFileCount()));
        out.put("vectors", row.dvCount());
        out.put("total", row.totalRecords());
        out.put("updated", List.of(row.lastUpdatedAt(), row.lastUpdatedSnapshotId()));
        print(index, key, out);
      }
    }
  }

  // A value as Tarn's JSON output has it.
  static Object value(Type type, Object value) {
    if (value == null) {
      return null;
    }
    switch (type.typeId()) {
      case STRUCT: {
        Map<String, Object> out = new LinkedHashMap<>();
        Record record = (Record) value;
        for (Types.NestedField field : type.asStructType().fields()) {
          out.put(field.name(), value(field.type(), record.getField(field.name())));
        }
        return out;
      }
      case LIST: {
        List<Object> out = new ArrayList<>();
        for (Object element : (List<?>) value) {
          out.add(value(type.asListType().elementType(), element));
        }
        return out;
      }
      case MAP: {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          out.put(String.valueOf(value(type.asMapType().keyType(), entry.getKey())), value(type.asMapType().valueType(), entry.getValue()));
        }
        return out;
      }
      case FLOAT:
      case DOUBLE: {
        double number = ((Number) value).doubleValue();
        return Double.isNaN(number) || Double.isInfinite(number) ? value.toString() : value;
      }
      case DECIMAL:
        return ((BigDecimal) value).toPlainString();
      case VARIANT:
        return variant(((Variant) value).value());
      case FIXED:
      case BINARY:
        return Base64.getEncoder().encodeToString(bytes(value));
      case TIME:
        return ((LocalTime) value).format(DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS"));
      case TIMESTAMP:
        return timestamp(value, ((Types.TimestampType) type).shouldAdjustToUTC(), "SSSSSS");
      case TIMESTAMP_NANO:
        return timestamp(value, ((Types.TimestampNanoType) type).shouldAdjustToUTC(), "SSSSSSSSS");
      case BOOLEAN:
      case INTEGER:
      case LONG:
        return value;
      default:
        return value.toString();
    }
  }

  // A variant as DuckDB writes JSON.
  static String variant(VariantValue value) {
    if (value.type() == PhysicalType.OBJECT) {
      List<String> fields = new ArrayList<>();
      value.asObject().fieldNames().forEach(name -> fields.add("\"" + name + "\":" + variant(value.asObject().get(name))));
      return "{" + String.join(",", fields) + "}";
    }
    if (value.type() == PhysicalType.ARRAY) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < value.asArray().numElements(); i++) {
        items.add(variant(value.asArray().get(i)));
      }
      return "[" + String.join(",", items) + "]";
    }
    Object item = value.type() == PhysicalType.NULL ? null : value.asPrimitive().get();
    return item instanceof String ? "\"" + item + "\"" : item instanceof BigDecimal ? ((BigDecimal) item).toPlainString() : String.valueOf(item);
  }

  static byte[] bytes(Object value) {
    if (value instanceof byte[]) {
      return (byte[]) value;
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static String timestamp(Object value, boolean zoned, String fraction) {
    LocalDateTime local = zoned ? ((OffsetDateTime) value).toLocalDateTime() : (LocalDateTime) value;
    return local.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss." + fraction)) + (zoned ? " UTC" : "");
  }
}
