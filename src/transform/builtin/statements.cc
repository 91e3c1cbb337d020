#include "transform/builtin/builtin_macros.h"

namespace tarn::transform {

const std::string_view kStatementMacros = R"jinja(
{%- macro statement(name=none, fetch_result=False, auto_begin=True, language='sql') -%}
    {%- if execute -%}
        {%- set sql = caller() -%}
        {%- do _run_statement(name, sql, fetch_result) -%}
    {%- endif -%}
{%- endmacro %}

{% macro noop_statement(name=none, message=none, code=none, rows_affected=none, res=none) -%}
    {%- do store_raw_result(name, message=message, code=code, rows_affected=rows_affected, agate_table=res) -%}
{%- endmacro %}

{% macro run_query(sql) %}
    {% do return(_run_query(sql)) %}
{% endmacro %}

{% macro run_hooks(hooks, inside_transaction=True) %}
    {% for hook in hooks %}
        {% set rendered = hook.get('sql') if hook is mapping else hook %}
        {% if (rendered | trim | length) > 0 %}
            {% do _run_statement(none, rendered, False) %}
        {% endif %}
    {% endfor %}
{% endmacro %}

{% macro make_hook_config(sql, inside_transaction) %}
    {{ tojson({"sql": sql, "transaction": inside_transaction}) }}
{% endmacro %}
{% macro before_begin(sql) %}{{ make_hook_config(sql, inside_transaction=False) }}{% endmacro %}
{% macro in_transaction(sql) %}{{ make_hook_config(sql, inside_transaction=True) }}{% endmacro %}
{% macro after_commit(sql) %}{{ make_hook_config(sql, inside_transaction=False) }}{% endmacro %}

{% macro should_full_refresh() %}
    {% set config_full_refresh = config.get('full_refresh') %}
    {% if config_full_refresh is none %}
        {% set config_full_refresh = flags.FULL_REFRESH %}
    {% endif %}
    {% do return(config_full_refresh) %}
{% endmacro %}

{% macro is_incremental() %}
    {% if not execute %}
        {{ return(False) }}
    {% else %}
        {% set relation = adapter.get_relation(this.database, this.schema, this.table) %}
        {{ return(relation is not none
                  and relation.type == 'table'
                  and model.config.materialized == 'incremental'
                  and not should_full_refresh()) }}
    {% endif %}
{% endmacro %}

{% macro snapshot_hash_arguments(args) -%}
    {{ adapter.dispatch('snapshot_hash_arguments', 'dbt')(args) }}
{%- endmacro %}
{% macro default__snapshot_hash_arguments(args) -%}
    md5({%- for arg in args -%}
        coalesce(cast({{ arg }} as varchar ), ''){% if not loop.last %} || '|' || {% endif %}
    {%- endfor -%})
{%- endmacro %}
{% macro trino__snapshot_hash_arguments(args) -%}
    lower(to_hex(md5(to_utf8(concat({%- for arg in args -%}
        coalesce(cast({{ arg }} as varchar), ''){% if not loop.last %}, '|',{% endif -%}
    {%- endfor -%}
    )))))
{%- endmacro %}

{% macro collect_freshness(source, loaded_at_field, filter) %}
    {{ return(adapter.dispatch('collect_freshness', 'dbt')(source, loaded_at_field, filter)) }}
{% endmacro %}
{% macro default__collect_freshness(source, loaded_at_field, filter) %}
    {% call statement('collect_freshness', fetch_result=True, auto_begin=False) -%}
        select
          max({{ loaded_at_field }}) as max_loaded_at,
          {{ current_timestamp() }} as snapshotted_at
        from {{ source }}
        {% if filter %}
        where {{ filter }}
        {% endif %}
    {% endcall %}
    {{ return(load_result('collect_freshness')) }}
{% endmacro %}
)jinja";

}  // namespace tarn::transform
