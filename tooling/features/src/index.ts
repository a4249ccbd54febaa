export { checkDocuments } from './check-documents.ts'
export { checkFeatures, type Features, readFeatures } from './check-features.ts'
