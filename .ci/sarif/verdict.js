// Prints what the validator found in a file, and fails if that is anything, or if it did not do its work.
// Usage: node verdict.js VALIDATOR-OUTPUT.sarif FILE.sarif
const fs = require('fs');
const [output, file] = process.argv.slice(2);

function findings() {
  if (!fs.existsSync(output)) return ['the validator wrote nothing'];
  let run;
  try {
    [run] = JSON.parse(fs.readFileSync(output, 'utf8').replace(/^\ufeff/, '')).runs;
  } catch (e) {
    return [`the validator's output is no SARIF: ${e.message}`];
  }
  const [invocation] = run.invocations ?? [];
  const notes = [...(invocation?.toolExecutionNotifications ?? []), ...(invocation?.toolConfigurationNotifications ?? [])];
  const problems = notes.filter((n) => n.level === 'error').map((n) => `validator: ${n.message.text}`);
  if (!invocation?.executionSuccessful) problems.push('the validator failed');
  return problems.concat((run.results ?? []).map((result) => describe(result, run)).filter((problem) => !isAddress.test(problem)));
}

// A program that is built without addresses has none to give: see internal/address.
const isAddress = /SARIF2005: .*'informationUri'/;

// A message is a template of its rule and arguments.
function describe(result, run) {
  const rule = (run.tool.driver.rules ?? []).find((r) => r.id === result.ruleId);
  const template = result.message.text ?? rule?.messageStrings?.[result.message.id]?.text ?? '{0}';
  const text = template.replace(/\{(\d+)\}/g, (_, i) => result.message.arguments?.[i] ?? '');
  const line = result.locations?.[0]?.physicalLocation?.region?.startLine ?? 1;
  return `${line}: ${result.level ?? 'warning'}: ${result.ruleId}: ${text}`;
}

const problems = findings();
for (const problem of problems) console.error(`${file}:${problem}`);
if (problems.length === 0) console.log(`${file}: valid`);
process.exit(problems.length === 0 ? 0 : 1);
