package story

import "github.com/agentlint/agentlint/internal/pattern"

// learner matches the classes of scikit-learn (and what copies it) whose fit learns from all rows it is given. Classes
// that treat each row by itself (Normalizer, FunctionTransformer, HashingVectorizer, Binarizer) and encodings of labels
// are not among them. Source: https://scikit-learn.org/stable/api/index.html, checked 2026-11-23.
var learner = pattern.New(`^(sklearn|cuml|imblearn|feature_engine|category_encoders|sklearn_pandas|keras|tensorflow)\b.*\.(` +
	`StandardScaler|MinMaxScaler|RobustScaler|MaxAbsScaler|PowerTransformer|QuantileTransformer|KBinsDiscretizer|` +
	`SplineTransformer|TargetEncoder|PCA|IncrementalPCA|KernelPCA|SparsePCA|TruncatedSVD|NMF|FastICA|FactorAnalysis|` +
	`LatentDirichletAllocation|LinearDiscriminantAnalysis|TSNE|Isomap|SimpleImputer|KNNImputer|IterativeImputer|Imputer|` +
	`SelectKBest|SelectPercentile|SelectFromModel|SelectFpr|SelectFdr|SelectFwe|GenericUnivariateSelect|RFE|RFECV|` +
	`VarianceThreshold|SequentialFeatureSelector|TfidfVectorizer|TfidfTransformer|CountVectorizer|DictVectorizer|` +
	`Tokenizer|Normalization|TextVectorization|Discretization|DataFrameMapper|` +
	`BayesianGaussianMixture|KMeans|MeanEncoder|CatBoostEncoder|LeaveOneOutEncoder|WOEEncoder)\(\)$`)
