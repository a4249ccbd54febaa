export { checkDocuments } from './check-documents.ts'
export { checkFeatures, type Features, readFeatures } from './check-features.ts'
export { checkSystems, readSystems, type System } from './check-systems.ts'
