// Makes the goldens of src/iceberg/tests with Iceberg Java 1.10.0 and DataSketches 6.2.0. With Java 17, from this folder:
//
//   mvn -q dependency:copy-dependencies -DoutputDirectory=/tmp/goldens/lib
//   javac -cp '/tmp/goldens/lib/*' -d /tmp/goldens/classes Generate.java
//   java -cp '/tmp/goldens/classes:/tmp/goldens/lib/*' org.apache.iceberg.Generate .
//   yes 'a frozen lake' | head -c 150000 | lz4 -B4 -BD -BX - > linked.lz4; seq 1 20 | lz4 -B4 -BI --content-size - > small.lz4
//
// v1/ v2/ v3/ upgraded/   a table's metadata, and of its last snapshot the manifest list, the manifests and files.json:
//                         what Java's readers say of them
// values.json             single values: type, binary form, JSON form, bucket of 16
// transforms of nanoseconds are in values.json as well
// vectors.json            deletion vectors: positions (or ranges of them) and bytes
// blobs.puffin            a Puffin file with blobs that are plain and zstd
// theta.json              sketches of the longs 0 to n-1
package org.apache.iceberg;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.apache.datasketches.theta.UpdateSketch;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.puffin.Blob;
import org.apache.iceberg.puffin.Puffin;
import org.apache.iceberg.puffin.PuffinCompressionCodec;
import org.apache.iceberg.puffin.PuffinWriter;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.EdgeAlgorithm;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

public class Generate {
  static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  static Path out;

  public static void main(String[] args) throws Exception {
    out = Path.of(args[0]);
    InMemoryCatalog catalog = new InMemoryCatalog();
    catalog.initialize("golden", Map.of());
    catalog.createNamespace(Namespace.of("db"));
    for (int version = 1; version <= 3; version++) {
      Table table = create(catalog, "v" + version, version);
      fill(table, version);
      dump("v" + version, table);
    }
    Table upgraded = create(catalog, "upgraded", 2);
    upgraded.newAppend().appendFile(file(upgraded, "a", 100)).appendFile(file(upgraded, "b", 50)).commit();
    upgraded.updateProperties().set("format-version", "3").commit();
    upgraded.newAppend().appendFile(file(upgraded, "c", 10)).commit();
    dump("upgraded", upgraded);
    values();
    vectors();
    puffin();
    theta();
  }

  static Schema schema(int version) {
    List<Types.NestedField> fields = new ArrayList<>(List.of(
        Types.NestedField.required(1, "id", Types.LongType.get(), "the key"),
        Types.NestedField.optional(2, "ts", Types.TimestampType.withZone()),
        Types.NestedField.optional(3, "name", Types.StringType.get())));
    if (version >= 3) {
      fields.add(Types.NestedField.optional(4, "ns", Types.TimestampNanoType.withoutZone()));
      fields.add(Types.NestedField.optional(5, "nstz", Types.TimestampNanoType.withZone()));
      fields.add(Types.NestedField.optional(6, "nothing", Types.UnknownType.get()));
      fields.add(Types.NestedField.optional(7, "v", Types.VariantType.get()));
      fields.add(Types.NestedField.optional(8, "plane", Types.GeometryType.crs84()));
      fields.add(Types.NestedField.optional(9, "plane3857", Types.GeometryType.of("srid:3857")));
      fields.add(Types.NestedField.optional(10, "earth", Types.GeographyType.crs84()));
      fields.add(Types.NestedField.optional(11, "karney", Types.GeographyType.of("srid:4269", EdgeAlgorithm.KARNEY)));
      fields.add(Types.NestedField.required("since").withId(12).ofType(Types.IntegerType.get())
          .withInitialDefault(Literal.of(34)).withWriteDefault(Literal.of(35)).build());
      fields.add(Types.NestedField.optional("kind").withId(13).ofType(Types.StringType.get())
          .withInitialDefault(Literal.of("old")).withWriteDefault(Literal.of("new")).build());
    }
    return new Schema(fields);
  }

  static Table create(InMemoryCatalog catalog, String name, int version) {
    Schema schema = schema(version);
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema).bucket("id", 4).day("ts");
    if (version >= 3) {
      spec.identity("ns").identity("nstz").hour("ns");
    }
    return catalog.buildTable(TableIdentifier.of("db", name), schema)
        .withPartitionSpec(spec.build())
        .withSortOrder(SortOrder.builderFor(schema).asc("id").build())
        .withLocation("memory://golden/" + name)
        .withProperty("format-version", Integer.toString(version))
        .withProperty("write.metadata.metrics.default", "full")
        .create();
  }

  static PartitionData partition(Table table) {
    PartitionData data = new PartitionData(table.spec().partitionType());
    data.set(0, 3);
    data.set(1, 20000);
    if (data.size() > 2) {
      data.set(2, 1_700_000_000_123_456_789L);
      data.set(3, -1L);
      data.set(4, 472222);
    }
    return data;
  }

  static DataFile file(Table table, String name, long records) {
    Metrics metrics = new Metrics(records, Map.of(1, 800L), Map.of(1, records, 3, records), Map.of(1, 0L, 3, 1L), Map.of(),
        Map.of(1, Conversions.toByteBuffer(Types.LongType.get(), 1L)),
        Map.of(1, Conversions.toByteBuffer(Types.LongType.get(), records)));
    return DataFiles.builder(table.spec()).withPath("memory://golden/data/" + name + ".parquet")
        .withPartition(partition(table)).withFileSizeInBytes(1000 + records).withMetrics(metrics)
        .withSplitOffsets(List.of(4L)).withSortOrder(table.sortOrder()).build();
  }

  static void fill(Table table, int version) {
    DataFile a = file(table, "a", 100);
    DataFile b = file(table, "b", 50);
    table.newAppend().appendFile(a).appendFile(b).commit();
    table.newAppend().appendFile(file(table, "c", 10)).commit();
    if (version == 2) {
      table.newRowDelta().addDeletes(FileMetadata.deleteFileBuilder(table.spec()).ofPositionDeletes()
          .withPath("memory://golden/data/pos.parquet").withFormat(FileFormat.PARQUET).withPartition(partition(table))
          .withFileSizeInBytes(77).withRecordCount(3).withReferencedDataFile(a.location()).build()).commit();
    }
    if (version == 3) {
      RowDelta delta = table.newRowDelta();
      for (int i = 0; i < 2; i++) {
        delta.addDeletes(FileMetadata.deleteFileBuilder(table.spec()).ofPositionDeletes()
            .withPath("memory://golden/data/dv.puffin").withFormat(FileFormat.PUFFIN).withPartition(partition(table))
            .withFileSizeInBytes(300).withRecordCount(3 + i).withReferencedDataFile((i == 0 ? a : b).location())
            .withContentOffset(4 + 40 * i).withContentSizeInBytes(40 + i).build());
      }
      delta.commit();
    }
    if (version >= 2) {
      table.newRowDelta().addDeletes(FileMetadata.deleteFileBuilder(table.spec()).ofEqualityDeletes(1)
          .withPath("memory://golden/data/eq.parquet").withFormat(FileFormat.PARQUET).withPartition(partition(table))
          .withFileSizeInBytes(88).withRecordCount(2).build()).commit();
    }
    table.newOverwrite().deleteFile(b).addFile(file(table, "b2", 48)).commit();
  }

  static byte[] bytes(FileIO io, String path) throws IOException {
    try (InputStream in = io.newInputFile(path).newStream()) {
      return in.readAllBytes();
    }
  }

  static void dump(String name, Table table) throws Exception {
    Path folder = Files.createDirectories(out.resolve(name));
    TableMetadata metadata = ((BaseTable) table).operations().refresh();
    Files.writeString(folder.resolve("metadata.json"),
        JSON.writeValueAsString(JSON.readTree(TableMetadataParser.toJson(metadata))) + "\n");
    Snapshot snapshot = metadata.currentSnapshot();
    Files.write(folder.resolve("list.avro"), bytes(table.io(), snapshot.manifestListLocation()));
    List<Object> manifests = new ArrayList<>();
    for (ManifestFile manifest : snapshot.allManifests(table.io())) {
      String file = "m" + manifests.size() + ".avro";
      Files.write(folder.resolve(file), bytes(table.io(), manifest.path()));
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", file);
      line.put("path", manifest.path());
      line.put("length", manifest.length());
      line.put("spec", manifest.partitionSpecId());
      line.put("content", manifest.content().id());
      line.put("sequence", manifest.sequenceNumber());
      line.put("min-sequence", manifest.minSequenceNumber());
      line.put("snapshot", manifest.snapshotId());
      line.put("files", List.of(manifest.addedFilesCount(), manifest.existingFilesCount(), manifest.deletedFilesCount()));
      line.put("rows", List.of(manifest.addedRowsCount(), manifest.existingRowsCount(), manifest.deletedRowsCount()));
      line.put("first-row-id", manifest.firstRowId());
      List<Object> entries = new ArrayList<>();
      ManifestReader<?> reader = manifest.content() == ManifestContent.DATA
          ? ManifestFiles.read(manifest, table.io(), metadata.specsById())
          : ManifestFiles.readDeleteManifest(manifest, table.io(), metadata.specsById());
      for (ManifestEntry<?> entry : reader.entries()) {
        entries.add(entry(entry));
      }
      line.put("entries", entries);
      manifests.add(line);
    }
    Files.writeString(folder.resolve("files.json"), JSON.writeValueAsString(manifests) + "\n");
  }

  static Map<String, Object> entry(ManifestEntry<?> entry) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("status", entry.status().id());
    line.put("snapshot", entry.snapshotId());
    line.put("sequence", entry.dataSequenceNumber());
    line.put("file-sequence", entry.fileSequenceNumber());
    ContentFile<?> file = entry.file();
    line.put("path", file.location());
    line.put("content", file.content().id());
    line.put("format", file.format().toString());
    line.put("records", file.recordCount());
    line.put("size", file.fileSizeInBytes());
    line.put("equality-ids", file.equalityFieldIds());
    line.put("first-row-id", file.firstRowId());
    if (file instanceof DeleteFile) {
      DeleteFile deletes = (DeleteFile) file;
      line.put("referenced", deletes.referencedDataFile());
      line.put("offset", deletes.contentOffset());
      line.put("blob-size", deletes.contentSizeInBytes());
    }
    List<Object> partition = new ArrayList<>();
    for (int i = 0; i < file.partition().size(); i++) {
      partition.add(file.partition().get(i, Object.class));
    }
    line.put("partition", partition);
    return line;
  }

  static String hex(ByteBuffer buffer) {
    StringBuilder text = new StringBuilder();
    ByteBuffer copy = buffer.duplicate();
    while (copy.hasRemaining()) {
      text.append(String.format("%02x", copy.get()));
    }
    return text.toString();
  }

  static void value(List<Object> values, Type type, Object value, boolean bucket) throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type.toString());
    line.put("json", JSON.readTree(SingleValueParser.toJson(type, value)));
    line.put("bytes", hex(Conversions.toByteBuffer(type, value)));
    if (bucket) {
      line.put("bucket16", Transforms.<Object>bucket(16).bind(type).apply(value));
    }
    if (type.typeId() == Type.TypeID.TIMESTAMP_NANO) {
      line.put("year", Transforms.<Object>year().bind(type).apply(value));
      line.put("month", Transforms.<Object>month().bind(type).apply(value));
      line.put("day", Transforms.<Object>day().bind(type).apply(value));
      line.put("hour", Transforms.<Object>hour().bind(type).apply(value));
    }
    values.add(line);
  }

  static void values() throws Exception {
    List<Object> values = new ArrayList<>();
    value(values, Types.BooleanType.get(), true, false);
    value(values, Types.IntegerType.get(), -7, true);
    value(values, Types.LongType.get(), 1L << 40, true);
    value(values, Types.FloatType.get(), -2.5f, false);
    value(values, Types.DoubleType.get(), 1e100, false);
    value(values, Types.DecimalType.of(9, 2), new BigDecimal("-14.20"), true);
    value(values, Types.DecimalType.of(38, 10), new BigDecimal("1234567890123456789012345678.0123456789"), true);
    value(values, Types.DateType.get(), 20000, true);
    value(values, Types.TimeType.get(), 52_268_000_001L, true);
    value(values, Types.TimestampType.withoutZone(), 1_510_871_468_123_456L, true);
    value(values, Types.TimestampType.withZone(), -1L, true);
    for (long nanos : new long[] {0, -1, -1000, -1001, 1_510_871_468_123_456_789L, Long.MAX_VALUE, Long.MIN_VALUE + 1000}) {
      value(values, Types.TimestampNanoType.withoutZone(), nanos, true);
      value(values, Types.TimestampNanoType.withZone(), nanos, true);
    }
    value(values, Types.StringType.get(), "iceberg ä", true);
    value(values, Types.UUIDType.get(), UUID.fromString("f79c3e09-677c-4bbd-a479-3f349cb785e7"), true);
    value(values, Types.FixedType.ofLength(3), ByteBuffer.wrap(new byte[] {0, 1, -1}), true);
    value(values, Types.BinaryType.get(), ByteBuffer.wrap(new byte[] {5, 4}), true);
    Files.writeString(out.resolve("values.json"), JSON.writeValueAsString(values) + "\n");
  }

  // Ranges [begin, end) of positions.
  static void vector(List<Object> vectors, String name, long[]... ranges) throws Exception {
    Class<?> type = Class.forName("org.apache.iceberg.deletes.BitmapPositionDeleteIndex");
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object index = constructor.newInstance();
    Method delete = type.getDeclaredMethod("delete", long.class);
    delete.setAccessible(true);
    for (long[] range : ranges) {
      long step = range.length > 2 ? range[2] : 1;
      for (long position = range[0]; position < range[1]; position += step) {
        delete.invoke(index, position);
      }
    }
    Method serialize = type.getDeclaredMethod("serialize");
    serialize.setAccessible(true);
    ByteBuffer bytes = (ByteBuffer) serialize.invoke(index);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", name);
    line.put("ranges", ranges);
    line.put("size", bytes.remaining());
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    line.put("crc", crc.getValue());
    if (bytes.remaining() <= 4000) {
      line.put("bytes", hex(bytes));
    }
    vectors.add(line);
  }

  static void vectors() throws Exception {
    List<Object> vectors = new ArrayList<>();
    vector(vectors, "one position", new long[] {0, 1});
    vector(vectors, "run of 2", new long[] {5, 7});
    vector(vectors, "run of 3", new long[] {5, 8});
    vector(vectors, "run of 4", new long[] {5, 9});
    vector(vectors, "two short runs", new long[] {5, 7}, new long[] {9, 12});
    vector(vectors, "two runs of 3", new long[] {5, 8}, new long[] {10, 13});
    vector(vectors, "scattered", new long[] {0, 700, 7});
    vector(vectors, "array at its largest", new long[] {0, 8192, 2});
    vector(vectors, "bits", new long[] {0, 8194, 2});
    vector(vectors, "a whole container", new long[] {0, 65536});
    vector(vectors, "containers of all kinds", new long[] {0, 30000, 3}, new long[] {65536, 90000},
        new long[] {131072, 131072 + 500, 5}, new long[] {200000, 200003}, new long[] {300000, 300001});
    vector(vectors, "beyond 32 bits", new long[] {1, 2}, new long[] {(3L << 32) + 5, (3L << 32) + 10});
    vector(vectors, "around a key", new long[] {(1L << 32) - 3, (1L << 32) + 3});
    Files.writeString(out.resolve("vectors.json"), JSON.writeValueAsString(vectors) + "\n");
  }

  static void puffin() throws Exception {
    InMemoryOutputFile file = new InMemoryOutputFile();
    try (PuffinWriter writer = Puffin.write(file).createdBy("golden").build()) {
      writer.add(new Blob("some-blob", List.of(1), 2, 1, ByteBuffer.wrap("abcdefghi".getBytes(StandardCharsets.UTF_8)),
          PuffinCompressionCodec.NONE, Map.of()));
      writer.add(new Blob("some-other-blob", List.of(2, 3), 2, 1,
          ByteBuffer.wrap("some blob ".repeat(100).getBytes(StandardCharsets.UTF_8)), PuffinCompressionCodec.ZSTD,
          Map.of("ndv", "12")));
    }
    Files.write(out.resolve("blobs.puffin"), file.toByteArray());
  }

  static void theta() throws Exception {
    List<Object> sketches = new ArrayList<>();
    for (int count : new int[] {0, 1, 2, 100, 5000, 7680, 7681, 100000}) {
      UpdateSketch sketch = UpdateSketch.builder().build();
      for (long value = 0; value < count; value++) {
        ByteBuffer bytes = Conversions.toByteBuffer(Types.LongType.get(), value);
        sketch.update(bytes.array());
      }
      byte[] bytes = sketch.compact().toByteArray();
      CRC32 crc = new CRC32();
      crc.update(bytes);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("values", count);
      line.put("estimate", sketch.getEstimate());
      line.put("size", bytes.length);
      line.put("crc", crc.getValue());
      if (count <= 100) {
        line.put("bytes", hex(ByteBuffer.wrap(bytes)));
      }
      sketches.add(line);
    }
    Files.writeString(out.resolve("theta.json"), JSON.writeValueAsString(sketches) + "\n");
  }
}
