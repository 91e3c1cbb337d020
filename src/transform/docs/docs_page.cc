#include <algorithm>
#include <map>

#include "transform/context/value_tree.h"
#include "transform/docs/docs.h"

namespace tarn::transform {

namespace {

using jinja::Dict;
using jinja::Value;

constexpr std::string_view kHead = R"html(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Project documentation</title>
<style>
:root{color-scheme:light dark;--line:#8884;--soft:#8882;--link:#0b62c4}
@media(prefers-color-scheme:dark){:root{--link:#7db7ff}}
*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;display:grid;grid-template-columns:300px 1fr;height:100vh}
nav{border-right:1px solid var(--line);overflow:auto;padding:12px}main{overflow:auto;padding:20px 32px}
nav input{width:100%;padding:6px 8px;font:inherit}nav h2{font-size:12px;text-transform:uppercase;margin:16px 0 4px;opacity:.7}
nav a{display:block;padding:2px 6px;border-radius:4px;overflow:hidden;text-overflow:ellipsis}nav a[aria-current]{background:var(--soft)}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
pre{background:var(--soft);padding:12px;overflow:auto;border-radius:6px}code{font:13px/1.45 ui-monospace,monospace}
.tag{display:inline-block;background:var(--soft);border-radius:10px;padding:0 8px;margin-right:6px;font-size:13px}
.lineage{display:grid;grid-template-columns:1fr 1fr;gap:24px}
</style></head><body>
<nav><input id="find" type="search" placeholder="Find a model, source, column" aria-label="Find"><div id="list"></div></nav>
<main id="main"></main>
<script type="application/json" id="data">)html";

constexpr std::string_view kTail = R"html(</script>
<script>
const data=JSON.parse(document.getElementById('data').textContent),nodes=data.nodes,main=document.getElementById('main'),list=document.getElementById('list'),find=document.getElementById('find');
const el=(name,props,...children)=>{const e=Object.assign(document.createElement(name),props||{});for(const c of children.flat())if(c!=null)e.append(c);return e};
const link=id=>nodes[id]?el('a',{href:'#'+id,textContent:nodes[id].name}):el('span',{textContent:id});
const kinds=[['model','Models'],['seed','Seeds'],['source','Sources'],['exposure','Exposures']];
function menu(){const words=find.value.toLowerCase();list.replaceChildren();for(const [kind,title] of kinds){const found=Object.values(nodes).filter(n=>n.kind===kind&&(n.name+' '+n.schema+' '+n.columns.map(c=>c.name).join(' ')).toLowerCase().includes(words)).sort((a,b)=>a.name.localeCompare(b.name));if(!found.length)continue;list.append(el('h2',{textContent:title}));for(const n of found){const a=link(n.id);a.title=n.relation;if('#'+n.id===decodeURIComponent(location.hash))a.setAttribute('aria-current','page');list.append(a)}}}
function names(title,ids){return el('div',{},el('h3',{textContent:title}),ids.length?el('ul',{},ids.map(id=>el('li',{},link(id)))):el('p',{textContent:'none'}))}
function show(){const n=nodes[decodeURIComponent(location.hash.slice(1))];menu();if(!n){main.replaceChildren(el('h1',{textContent:data.project}),el('p',{textContent:Object.values(nodes).filter(x=>x.kind==='model').length+' models. Choose one on the left.'}));return}
const columns=el('table',{},el('thead',{},el('tr',{},['Column','Type','Description','Checks'].map(t=>el('th',{textContent:t})))),el('tbody',{},n.columns.map(c=>el('tr',{},[el('td',{},el('code',{textContent:c.name})),el('td',{textContent:c.type}),el('td',{textContent:c.description}),el('td',{textContent:c.tests.join(', ')})]))));
main.replaceChildren(el('h1',{textContent:n.name}),el('p',{},el('code',{textContent:n.relation})),el('p',{},[n.materialized,...n.tags].filter(Boolean).map(t=>el('span',{className:'tag',textContent:t}))),el('p',{textContent:n.description,style:'white-space:pre-wrap'}),n.columns.length?columns:null,n.tests.length?el('div',{},el('h3',{textContent:'Checks of the whole'}),el('ul',{},n.tests.map(t=>el('li',{textContent:t})))):null,el('div',{className:'lineage'},names('Made from',n.parents),names('Used by',n.children)),n.code?el('div',{},el('h3',{textContent:'SQL'}),el('pre',{},el('code',{textContent:n.code}))):null,n.compiled?el('details',{},el('summary',{textContent:'Compiled'}),el('pre',{},el('code',{textContent:n.compiled}))):null);main.scrollTop=0}
find.addEventListener('input',menu);addEventListener('hashchange',show);show();
</script></body></html>
)html";

// Tests by what they test: column → names, "" for the whole relation.
using Tests = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

Tests TestsOf(const Manifest& manifest) {
  Tests tests;
  for (const Node& node : manifest.nodes) {
    if (node.type != ResourceType::kTest) continue;
    if (node.generic_test && node.depends_on_nodes.size() >= 1) {
      const std::string target = node.generic_test->attached_node.empty()
                                     ? node.depends_on_nodes.back()
                                     : node.generic_test->attached_node;
      tests[target][node.generic_test->column_name].push_back(node.generic_test->name);
    } else {
      for (const auto& id : node.depends_on_nodes) tests[id][""].push_back(node.name);
    }
  }
  return tests;
}

Value Columns(const Node& node, const CatalogTable* table,
              const std::map<std::string, std::vector<std::string>>& tests) {
  std::vector<Value> columns;
  auto add = [&](const std::string& name, const std::string& type, const std::string& text) {
    auto it = tests.find(name);
    columns.emplace_back(
        Dict{{"name", Value(name)},
             {"type", Value(type)},
             {"description", Value(text)},
             {"tests", it == tests.end() ? Value::List() : StringList(it->second)}});
  };
  auto described = [&](const std::string& name) {
    auto it = std::find_if(node.columns.begin(), node.columns.end(),
                           [&](const auto& column) { return column.name == name; });
    return it == node.columns.end() ? std::string() : it->description;
  };
  if (table != nullptr) {
    for (const auto& column : table->columns) {
      add(column.name, column.type, described(column.name));
    }
  } else {
    for (const auto& column : node.columns) add(column.name, column.data_type, column.description);
  }
  return Value::List(std::move(columns));
}

// Ids of the neighbours that are no tests.
Value Neighbours(const Manifest& manifest, const std::vector<graph::NodeId>& ids) {
  std::vector<std::string> names;
  for (graph::NodeId id : ids) {
    const Node* node = manifest.Find(manifest.dag.name(id));
    if (node->type != ResourceType::kTest && node->type != ResourceType::kAnalysis) {
      names.push_back(node->unique_id);
    }
  }
  return StringList(names);
}

// "</script" inside of JSON would end the element.
std::string ForScript(std::string json) {
  for (size_t at = json.find("</"); at != std::string::npos; at = json.find("</", at + 3)) {
    json.replace(at, 2, "<\\/");
  }
  return json;
}

}  // namespace

std::string DocsPage(const Manifest& manifest, const std::vector<CatalogTable>& tables,
                     const std::vector<NodeResult>& results) {
  std::map<const Node*, const CatalogTable*> by_node;
  for (const auto& table : tables) by_node[table.node] = &table;
  std::map<const Node*, const NodeResult*> compiled;
  for (const auto& result : results) compiled[result.node] = &result;
  const Tests tests = TestsOf(manifest);
  static const std::map<std::string, std::vector<std::string>> kNone;
  Value nodes = EmptyDict();
  for (const Node& node : manifest.nodes) {
    const bool shown = node.is_relational() || node.type == ResourceType::kExposure;
    if (!shown) continue;
    auto own_tests = tests.find(node.unique_id);
    const auto& by_column = own_tests == tests.end() ? kNone : own_tests->second;
    auto whole = by_column.find("");
    auto table = by_node.find(&node);
    auto result = compiled.find(&node);
    const graph::NodeId id = *manifest.dag.Find(node.unique_id);
    Set(nodes, node.unique_id,
        Value(Dict{
            {"id", Value(node.unique_id)},
            {"kind", Value(ResourceTypeName(node.type))},
            {"name", Value(node.type == ResourceType::kSource ? node.source_name + "." + node.name
                                                              : node.name)},
            {"schema", Value(node.schema)},
            {"relation", Value(node.relation_name())},
            {"materialized", Value(node.materialized())},
            {"tags", StringList(node.tags)},
            {"description", Value(node.description)},
            {"columns", Columns(node, table == by_node.end() ? nullptr : table->second, by_column)},
            {"tests", whole == by_column.end() ? Value::List() : StringList(whole->second)},
            {"parents", Neighbours(manifest, manifest.dag.predecessors(id))},
            {"children", Neighbours(manifest, manifest.dag.successors(id))},
            {"code", Value(node.raw_code)},
            {"compiled",
             Value(result == compiled.end() ? std::string() : result->second->compiled_code)}}));
  }
  const Value data(Dict{{"project", Value(manifest.project.name)}, {"nodes", nodes}});
  return std::string(kHead) + ForScript(ToCompactJson(data)) + std::string(kTail);
}

}  // namespace tarn::transform
