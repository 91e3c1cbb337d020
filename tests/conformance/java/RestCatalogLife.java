import java.util.*;
import org.apache.iceberg.*;
import org.apache.iceberg.catalog.*;
import org.apache.iceberg.encryption.EncryptedKey;
import org.apache.iceberg.exceptions.*;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.*;
import org.apache.iceberg.catalog.TableCommit;

/** Iceberg Java's REST client, which Trino and Spark use, on a live server: RestCatalogLife URI. Files of data are named, not written. */
public class RestCatalogLife {
  static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "id", Types.LongType.get()), Types.NestedField.optional(2, "kind", Types.StringType.get()));

  static void check(boolean holds, String what) {
    if (!holds) throw new IllegalStateException("does not hold: " + what);
    System.out.println(what);
  }

  static void fails(Class<? extends Exception> expected, Runnable what) {
    try {
      what.run();
    } catch (Exception e) {
      if (expected.isInstance(e)) return;
      throw new IllegalStateException("expected " + expected + ", got " + e, e);
    }
    throw new IllegalStateException("did not fail with " + expected);
  }

  static DataFile file(Table table, String name, String kind) {
    return DataFiles.builder(table.spec()).withPath(table.location() + "/data/" + name + ".parquet").withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(100).withRecordCount(1).withPartitionPath(table.spec().isUnpartitioned() ? "" : "kind=" + kind).build();
  }

  static long files(Table table) throws Exception {
    table.refresh();
    long count = 0;
    try (var tasks = table.newScan().planFiles()) {
      for (var ignored : tasks) count++;
    }
    return count;
  }

  static RESTCatalog connect(String uri) {
    RESTCatalog catalog = new RESTCatalog();
    catalog.initialize("tarn", Map.of("uri", uri, "io-impl", "LocalIO", "rest-metrics-reporting-enabled", "true", "credential", "a:b",
        "oauth2-server-uri", uri + "/v1/oauth/tokens", "rest-page-size", "2"));
    return catalog;
  }

  public static void main(String[] arguments) throws Exception {
    RESTCatalog catalog = connect(arguments[0]);
    Namespace shop = Namespace.of("jshop");
    catalog.createNamespace(shop, new HashMap<>(Map.of("owner", "me")));
    catalog.createNamespace(Namespace.of("jshop", "inner"));
    check(catalog.listNamespaces(shop).equals(List.of(Namespace.of("jshop", "inner"))), "nested namespaces");
    fails(AlreadyExistsException.class, () -> catalog.createNamespace(shop));
    fails(NamespaceNotEmptyException.class, () -> catalog.dropNamespace(shop));
    check(catalog.dropNamespace(Namespace.of("jshop", "inner")), "dropped namespace");
    check(catalog.setProperties(shop, new HashMap<>(Map.of("a", "b"))), "properties");
    catalog.removeProperties(shop, new HashSet<>(Set.of("owner")));
    Map<String, String> kept = catalog.loadNamespaceMetadata(shop);
    check(kept.get("a").equals("b") && kept.get("location").endsWith("/jshop") && kept.size() == 2, "properties kept");
    fails(NoSuchNamespaceException.class, () -> catalog.listTables(Namespace.of("none")));

    TableIdentifier id = TableIdentifier.of(shop, "orders");
    check(!catalog.tableExists(id), "no table yet");
    fails(NoSuchTableException.class, () -> catalog.loadTable(id));
    Table table = catalog.buildTable(id, SCHEMA).withPartitionSpec(PartitionSpec.builderFor(SCHEMA).identity("kind").build())
        .withSortOrder(SortOrder.builderFor(SCHEMA).asc("id").build()).withProperty("format-version", "2").create();
    fails(AlreadyExistsException.class, () -> catalog.createTable(id, SCHEMA));
    table.newAppend().appendFile(file(table, "a", "x")).commit();
    table.newFastAppend().appendFile(file(table, "b", "y")).commit();
    table.newOverwrite().deleteFile(file(table, "a", "x")).addFile(file(table, "c", "x")).commit();
    check(files(table) == 2, "appends and an overwrite");
    table.newDelete().deleteFromRowFilter(Expressions.equal("kind", "y")).commit();
    check(files(table) == 1, "delete by filter");
    table.updateSchema().addColumn("note", Types.StringType.get()).renameColumn("kind", "sort").commit();
    table.updateSpec().addField(Expressions.bucket("id", 4)).commit();
    table.replaceSortOrder().desc("id").commit();
    table.updateProperties().set("k", "v").commit();
    table.manageSnapshots().createTag("first", table.history().get(0).snapshotId()).commit();
    table.manageSnapshots().createBranch("side").commit();
    table.newAppend().toBranch("side").appendFile(DataFiles.builder(table.specs().get(0)).withPath(table.location() + "/data/s.parquet")
        .withFileSizeInBytes(1).withRecordCount(1).withPartitionPath("kind=x").build()).commit();
    table.expireSnapshots().expireSnapshotId(table.history().get(1).snapshotId()).commit();
    check(catalog.loadTable(id).schema().findField("sort") != null && catalog.loadTable(id).refs().size() == 3, "evolution and refs");

    // A stale writer loses, tries again by itself, and wins.
    Table one = catalog.loadTable(id), two = catalog.loadTable(id);
    one.updateProperties().set("one", "1").commit();
    two.updateProperties().set("two", "2").commit();
    check(catalog.loadTable(id).properties().containsKey("one") && catalog.loadTable(id).properties().containsKey("two"), "retries");

    Transaction create = catalog.buildTable(TableIdentifier.of(shop, "staged"), SCHEMA).createTransaction();
    create.newAppend().appendFile(file(create.table(), "n", "")).commit();
    create.updateProperties().set("made", "together").commit();
    check(!catalog.tableExists(TableIdentifier.of(shop, "staged")), "staged only");
    create.commitTransaction();
    check(files(catalog.loadTable(TableIdentifier.of(shop, "staged"))) == 1, "create in a transaction");
    Transaction replace = catalog.buildTable(TableIdentifier.of(shop, "staged"), new Schema(Types.NestedField.optional(1, "z", Types.IntegerType.get())))
        .createOrReplaceTransaction();
    replace.commitTransaction();
    Table replaced = catalog.loadTable(TableIdentifier.of(shop, "staged"));
    check(replaced.schema().columns().size() == 1 && replaced.currentSnapshot() == null, "replace in a transaction");

    // Two tables in one commit.
    Table a = catalog.loadTable(id), b = catalog.loadTable(TableIdentifier.of(shop, "staged"));
    TableMetadata am = ((HasTableOperations) a).operations().current(), bm = ((HasTableOperations) b).operations().current();
    catalog.commitTransaction(
        TableCommit.create(id, am, TableMetadata.buildFrom(am).setProperties(Map.of("both", "1")).build()),
        TableCommit.create(TableIdentifier.of(shop, "staged"), bm, TableMetadata.buildFrom(bm).setProperties(Map.of("both", "1")).build()));
    check("1".equals(catalog.loadTable(TableIdentifier.of(shop, "staged")).properties().get("both")), "two tables in one commit");

    // Keys of an encrypted table: added, kept by what comes after, and removed.
    Table keyed = catalog.createTable(TableIdentifier.of(shop, "keyed"), SCHEMA, PartitionSpec.unpartitioned(), Map.of("format-version", "3"));
    TableOperations keys = ((HasTableOperations) keyed).operations();
    EncryptedKey key = EncryptedKeyParser.fromJson(
        "{\"key-id\":\"k1\",\"encrypted-key-metadata\":\"AAEC/w==\",\"encrypted-by-id\":\"master\",\"properties\":{\"p\":\"v\"}}");
    EncryptedKey other = EncryptedKeyParser.fromJson("{\"key-id\":\"k2\",\"encrypted-key-metadata\":\"AAED\"}");
    keys.commit(keys.current(), TableMetadata.buildFrom(keys.current()).addEncryptionKey(key).addEncryptionKey(other).build());
    keyed.newAppend().appendFile(file(keyed, "k", "")).commit();
    List<EncryptedKey> had = ((HasTableOperations) catalog.loadTable(TableIdentifier.of(shop, "keyed"))).operations().current().encryptionKeys();
    check(had.size() == 2 && EncryptedKeyParser.toJson(had.get(0)).equals(EncryptedKeyParser.toJson(key)), "encryption keys are kept");
    keys.commit(keys.refresh(), TableMetadata.buildFrom(keys.current()).removeEncryptionKey("k1").build());
    had = ((HasTableOperations) catalog.loadTable(TableIdentifier.of(shop, "keyed"))).operations().current().encryptionKeys();
    check(had.size() == 1 && had.get(0).keyId().equals("k2"), "encryption keys are removed");
    catalog.dropTable(TableIdentifier.of(shop, "keyed"), false);

    TableIdentifier renamed = TableIdentifier.of(shop, "renamed");
    catalog.renameTable(id, renamed);
    fails(NoSuchTableException.class, () -> catalog.renameTable(id, renamed));
    String metadata = ((BaseTable) catalog.loadTable(renamed)).operations().current().metadataFileLocation();
    check(catalog.dropTable(renamed, false) && !catalog.dropTable(renamed), "drop");
    check(catalog.registerTable(id, metadata).properties().get("k").equals("v"), "register");
    check(catalog.listTables(shop).size() == 2, "list in pages");

    TableIdentifier viewId = TableIdentifier.of(shop, "v");
    View view = catalog.buildView(viewId).withSchema(SCHEMA).withDefaultNamespace(shop).withQuery("trino", "SELECT 1").withProperty("p", "q").create();
    fails(AlreadyExistsException.class, () -> catalog.buildView(viewId).withSchema(SCHEMA).withDefaultNamespace(shop).withQuery("trino", "SELECT 1").create());
    view.replaceVersion().withSchema(SCHEMA).withDefaultNamespace(shop).withQuery("trino", "SELECT 2").withQuery("spark", "SELECT 2").commit();
    catalog.buildView(viewId).withSchema(SCHEMA).withDefaultNamespace(shop).withQuery("trino", "SELECT 3").withQuery("spark", "SELECT 3").createOrReplace();
    view.updateProperties().set("r", "s").commit();
    View loaded = catalog.loadView(viewId);
    check(loaded.currentVersion().versionId() == 3 && loaded.properties().size() >= 2, "views");
    check(catalog.viewExists(viewId) && !catalog.tableExists(viewId) && catalog.listViews(shop).size() == 1, "a view is no table");
    catalog.renameView(viewId, TableIdentifier.of(shop, "w"));
    fails(NoSuchViewException.class, () -> catalog.loadView(viewId));
    check(catalog.dropView(TableIdentifier.of(shop, "w")) && !catalog.dropView(viewId), "views dropped");

    // Many writers, one table.
    Table busy = catalog.createTable(TableIdentifier.of(shop, "busy"), SCHEMA, PartitionSpec.unpartitioned(), null,
        Map.of("commit.retry.num-retries", "50", "commit.retry.min-wait-ms", "10"));
    Thread[] writers = new Thread[4];
    List<Throwable> lost = Collections.synchronizedList(new ArrayList<>());
    for (int w = 0; w < writers.length; w++) {
      final int writer = w;
      writers[w] = new Thread(() -> {
        try {
          Table own = catalog.loadTable(TableIdentifier.of(shop, "busy"));
          for (int n = 0; n < 5; n++) own.newFastAppend().appendFile(file(own, writer + "-" + n, "")).commit();
        } catch (Throwable t) {
          lost.add(t);
        }
      });
      writers[w].start();
    }
    for (Thread writer : writers) writer.join();
    check(lost.isEmpty(), "no append lost: " + lost);
    check(files(busy) == 20, "concurrent appends");
    System.out.println("all agree");
    catalog.close();
  }
}
