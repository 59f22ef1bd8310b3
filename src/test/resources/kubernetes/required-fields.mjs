// Prints what each object of documents.json lacks, or has of a wrong type. Kinds of operators are not known to the models.
import { readFileSync } from 'node:fs';

for (const document of JSON.parse(readFileSync('documents.json', 'utf8'))) {
  const name = `${document.kind} ${document.metadata?.name}`;
  if (/^(keda\.sh|monitoring\.coreos\.com)\//.test(document.apiVersion)) continue;
  const kinds = await import(`kubernetes-models/${document.apiVersion}`);
  try {
    new kinds[document.kind](document).validate();
  } catch (error) {
    console.log(`${name}: ${error.message}`);
  }
}
