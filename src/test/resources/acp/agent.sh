#!/bin/sh
# An agent of the Agent Client Protocol that does what its first argument names; it keeps what it is told in the file of its second.
does=${1%%:*} detail=${1#*:} heard=${2:-/dev/null}

say() { printf '%s\n' "$1"; }
answer() { say "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":$1}"; }
refuse() { say "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":$1}"; }
update() { say "{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"s-1\",\"update\":$1}}"; }
chunk() { update "{\"sessionUpdate\":\"agent_message_chunk\",\"content\":{\"type\":\"text\",\"text\":\"$1\"}}"; }
tool() { update "{\"sessionUpdate\":\"tool_call_update\",\"toolCallId\":\"t-1\",\"title\":\"write made.txt\",\"status\":\"$1\"}"; }
cost() { update "{\"sessionUpdate\":\"usage_update\",\"used\":1,\"size\":2,\"cost\":{\"amount\":$1,\"currency\":\"$2\"}}"; }
stop() { answer "{\"stopReason\":\"$1\",\"usage\":{\"inputTokens\":1000,\"outputTokens\":50}}"; }
hear() {
  IFS= read -r line || exit 0
  printf '%s\n' "$line" >> "$heard"
}

ask() { say "{\"jsonrpc\":\"2.0\",\"id\":$1,\"method\":\"session/request_permission\",\"params\":{\"sessionId\":\"s-1\",\"toolCall\":{\"toolCallId\":\"t-1\",\"title\":\"write made.txt\"},\"options\":$2}}"; }
ALL='[{"optionId":"a","kind":"allow_always"},{"optionId":"b","kind":"allow_once"},{"optionId":"c","kind":"reject_once"}]'

greet() {
  capabilities='{}'
  case $does in
    resumes | forgets) capabilities='{"loadSession":true,"sessionCapabilities":{"resume":{}}}' ;;
    loads) capabilities='{"loadSession":true}' ;;
    null-resume) capabilities='{"sessionCapabilities":{"resume":null}}' ;;
  esac
  version=1
  [ "$does" != version-two ] || version=2
  answer "{\"protocolVersion\":$version,\"agentCapabilities\":$capabilities,\"agentInfo\":{\"name\":\"stand-in\",\"version\":\"7\"},\"authMethods\":[{\"id\":\"by-key\"},{\"id\":\"by-browser\"}]}"
}

begin() {
  case $does in
    wants-login) [ -n "$logged_in" ] || { refuse '{"code":-32000,"message":"Authentication required"}'; return; } ;;
    never-logs-in) refuse '{"code":-32000,"message":"Authentication required"}'; return ;;
    no-session) answer '{}'; return ;;
  esac
  case $does in
    has-options) answer '{"sessionId":"s-1","configOptions":[{"id":"mode"},{"id":"llm","category":"model","type":"select"}]}' ;;
    has-models) answer '{"sessionId":"s-1","models":{"availableModels":[],"currentModelId":"x"}}' ;;
    *) answer '{"sessionId":"s-1"}' ;;
  esac
}

work() {
  case $does in
    works | chatters | resumes | loads | forgets | wants-login | has-* | null-resume | exits-otherwise | lingers)
      chunk 'I am '; chunk 'writing.'
      tool in_progress; printf 'made\n' > made.txt; tool completed
      update '{"sessionUpdate":"plan","entries":[{"content":"x","status":"completed"},{"content":"y","status":"pending"}]}'
      cost 0.25 USD
      stop end_turn ;;
    lands) touch first.txt second.txt joined.txt; tool completed; cost 0.25 USD; stop end_turn ;;
    says-nothing) stop end_turn ;;
    other-currency) tool completed; cost 3 EUR; cost 0 USD; cost -1 USD; stop end_turn ;;
    stops) tool completed; stop "$detail" ;;
    fails) refuse "$detail" ;;
    asks) ask '"p-1"' "$ALL"; hear; tool completed; stop end_turn ;;
    asks-without-a-way) ask 7 '[{"optionId":"x","kind":"from_the_future"}]'; hear; chunk done; stop end_turn ;;
    wants-files)
      say '{"jsonrpc":"2.0","id":9,"method":"fs/read_text_file","params":{"path":"/etc/passwd"}}'; hear
      chunk done; stop end_turn ;;
    exits) chunk 'I am '; echo 'out of luck' >&2; exit 7 ;;
    killed) kill -9 $$ ;;
    hangs | heeds) touch busy ;;
    heeds-term) trap 'stop cancelled; exit 0' TERM; while :; do sleep 0.1; done ;;
    floods)
      n=0; while [ $n -lt 3000 ]; do n=$((n + 1)); say "{\"jsonrpc\":\"2.0\",\"id\":$n,\"method\":\"terminal/create\"}"; done
      tool completed; stop end_turn ;;
    garbage)
      say ''; say 'no json'; say null; say '[]'; say '{}'; say '{"jsonrpc":"2.0"}'; say '{"id":{"a":[]},"method":"x"}'; say '{"id":3}x'
      say '{"jsonrpc":"2.0","id":99,"result":{"stopReason":"refusal"}}'; say '{"jsonrpc":"2.0","id":"3","result":{"stopReason":"refusal"}}'
      say '{"jsonrpc":"2.0","id":null,"error":{"code":-32700}}'; say '{"method":"from/the/future","params":7}'
      say '{"method":"session/update"}'; update 7; update '{"sessionUpdate":7}'; update '{"sessionUpdate":"tool_call"}'
      update '{"sessionUpdate":"plan","entries":"none"}'; cost '"dear"' USD; cost 1e400000000 USD
      head -c 9000000 /dev/zero | tr '\0' '['; echo
      head -c 200000 /dev/zero | tr '\0' '['; echo
      printf '\000\377\n'
      chunk 'y\ncoppice: forged\u001b[2J'; tool failed
      stop end_turn ;;
  esac
}

case $does in
  no-agent) echo 'unknown option --acp' >&2; exit 2 ;;
  no-agent-at-peace) exit 0 ;;
  chatters) echo 'Welcome!'; echo 'loading …' ;;
esac
logged_in=
while :; do
  hear
  id=${line#*\"id\":}
  id=${id%%,*}
  case $line in
    *'"method":"initialize"'*) greet ;;
    *'"method":"authenticate"'*) logged_in=yes; answer '{}' ;;
    *'"method":"session/new"'*) begin ;;
    *'"method":"session/resume"'* | *'"method":"session/load"'*)
      if [ "$does" = forgets ]; then
        refuse '{"code":-32002,"message":"Resource not found"}'
      else
        tool completed; cost 9 USD; answer '{}'
      fi ;;
    *'"method":"session/set_'*)
      case $line in *nonsense*) refuse '{"code":-32602,"message":"no such model"}' ;; *) answer '{}' ;; esac ;;
    *'"method":"session/prompt"'*) work ;;
    *'"method":"session/cancel"'*) if [ "$does" = heeds ]; then id=3; ask '"late"' "$ALL"; hear; stop cancelled; fi ;;
  esac
  case $does:$line in
    exits-otherwise:*session/prompt*) exit 3 ;;
    lingers:*session/prompt* | hangs:*session/prompt*) tail -f /dev/null ;;
  esac
done
